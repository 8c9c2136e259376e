/**
 * Runs every scenario against one server: `node harness/run.mjs [part of a file name ...]`.
 * Prints what fails as it happens and one line per scenario at the end.
 */

import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asEnvironment, running, Server } from './server.mjs';

const FOLDER = fileURLToPath(new URL('../scenarios/', import.meta.url));
const LIMIT_MS = 420_000;

async function scenarios(wanted) {
  const all = (await readdir(FOLDER)).filter((name) => name.endsWith('.test.mjs')).sort();
  return wanted.length ? all.filter((name) => wanted.some((part) => name.includes(part))) : all;
}

/** Runs one file in a process of its own; its output comes at once. */
function run(file, environment) {
  const began = performance.now();
  // The threads of libdatachannel would keep their process alive for ever.
  const args = ['--test', '--test-force-exit', '--test-reporter=spec', path.join(FOLDER, file)];
  const child = spawn(process.execPath, args,
      { env: { ...process.env, ...environment, FORCE_COLOR: '0' }, stdio: ['ignore', 'pipe', 2] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    process.stdout.write(text);
  });
  const late = setTimeout(() => child.kill('SIGTERM'), LIMIT_MS);
  return new Promise((done) => child.once('close', (code, signal) => {
    clearTimeout(late);
    const figure = (name) => Number(output.match(new RegExp(`^ℹ ${name} (\\d+)`, 'm'))?.[1] ?? 0);
    done({ file, ok: code === 0, late: signal === 'SIGTERM', passed: figure('pass'),
      tests: figure('tests'), seconds: (performance.now() - began) / 1000 });
  }));
}

async function stopped(server) {
  const end = await server.interrupt();
  const clean = end.tookMs <= end.limitMs && (end.code === 0 || end.code === 130);
  const how = end.signal ? `signal ${end.signal}` : `code ${end.code}`;
  return { file: 'the server stops on Ctrl-C', ok: clean, passed: clean ? 1 : 0, tests: 1,
    seconds: end.tookMs / 1000, note: how };
}

function line({ file, ok, late, passed, tests, seconds, note }) {
  const verdict = ok ? 'ok  ' : 'FAIL';
  const extra = [late && 'took too long', note].filter(Boolean).map((text) => `, ${text}`).join('');
  const name = file.replace('.test.mjs', '').padEnd(34);
  return `${verdict} ${name} ${passed}/${tests} in ${seconds.toFixed(1)} s${extra}`;
}

const urls = running();
const server = urls ? null : await Server.start();
const results = [];
try {
  for (const file of await scenarios(process.argv.slice(2))) {
    results.push(await run(file, asEnvironment(urls ?? server.urls)));
  }
} finally {
  if (server) results.push(await stopped(server).catch(async (error) => {
    await server.kill();
    return { file: String(error), ok: false, passed: 0, tests: 1, seconds: 0 };
  }));
}
const failed = results.filter(({ ok }) => !ok);
if (failed.length && server) process.stdout.write(`--- server log\n${server.log}\n---\n`);
process.stdout.write(`\n${results.map(line).join('\n')}\n`);
process.exitCode = failed.length ? 1 : 0;
