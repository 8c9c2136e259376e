/**
 * Runs every scenario: `node harness/run.mjs [part of a file name ...]`. Two servers take them in turn,
 * since most of a scenario is waiting; what needs the whole machine comes last, alone. One that fails
 * beside another has a second try alone, on the same server: what it has left there still counts. Prints
 * what each scenario says when it is done, and one line for each at the end.
 */

import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asEnvironment, running, Server } from './server.mjs';

const FOLDER = fileURLToPath(new URL('../scenarios/', import.meta.url));
const LIMIT_MS = 420_000;
const LANES = 2;
/** They decode and encode more than one processor can beside something else. */
const ALONE = ['13-matrix'];
/** If more have failed, that is not for want of processors. */
const SECOND_TRIES = 3;
/** The longest ones first, so that no lane waits for the other at the end. */
const LONG = ['11-rtmp', '18-rtsp', '12-hls', '15-push', '23-media', '24-shell', '25-rest', '16-rtmp',
  '20-rtsp', '19-rtsp', '27-console'];

async function scenarios(wanted) {
  const all = (await readdir(FOLDER)).filter((name) => name.endsWith('.test.mjs')).sort();
  return wanted.length ? all.filter((name) => wanted.some((part) => name.includes(part))) : all;
}

/** Runs one file in a process of its own. */
function run(file, environment) {
  const began = performance.now();
  // The threads of libdatachannel would keep their process alive for ever.
  const args = ['--test', '--test-force-exit', '--test-reporter=spec', path.join(FOLDER, file)];
  const child = spawn(process.execPath, args,
      { env: { ...process.env, ...environment, FORCE_COLOR: '0' }, stdio: ['ignore', 'pipe', 2] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const late = setTimeout(() => child.kill('SIGTERM'), LIMIT_MS);
  return new Promise((done) => child.once('close', (code, signal) => {
    clearTimeout(late);
    process.stdout.write(`--- ${file}\n${output}`);
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

/** Takes one scenario after the other until none is left. */
async function lane(left, urls) {
  for (let file = left.shift(); file; file = left.shift()) {
    results.push({ ...await run(file, asEnvironment(urls)), urls });
  }
}

async function secondTries() {
  const failed = results.filter(({ ok }) => !ok);
  for (const first of failed.length <= SECOND_TRIES ? failed : []) {
    const second = await run(first.file, asEnvironment(first.urls));
    results[results.indexOf(first)] = { ...second, note: second.ok ? 'at the second try, alone' : 'twice' };
  }
}

const among = (names) => (file) => names.some((name) => file.startsWith(name));
const rank = (file) => {
  const at = LONG.findIndex((name) => file.startsWith(name));
  return at < 0 ? LONG.length : at;
};

const urls = running();
const all = await scenarios(process.argv.slice(2));
const shared = all.filter((file) => !among(ALONE)(file)).sort((a, b) => rank(a) - rank(b));
const alone = all.filter(among(ALONE));
const servers = [];
const results = [];
try {
  while (!urls && servers.length < Math.max(1, Math.min(LANES, shared.length))) {
    servers.push(await Server.start());
  }
  const places = urls ? [urls] : servers.map((server) => server.urls);
  await Promise.all(places.map((place) => lane(shared, place)));
  if (places.length > 1) await secondTries();
  await lane(alone, places[0]);
} finally {
  for (const server of servers) {
    results.push(await stopped(server).catch(async (error) => {
      await server.kill();
      return { file: String(error), ok: false, passed: 0, tests: 1, seconds: 0 };
    }));
  }
}
results.sort((a, b) => (a.file < b.file ? -1 : 1));
const failed = results.filter(({ ok }) => !ok);
for (const server of failed.length ? servers : []) {
  process.stdout.write(`--- server log\n${server.log}\n---\n`);
}
process.stdout.write(`\n${results.map(line).join('\n')}\n`);
process.exitCode = failed.length ? 1 : 0;
