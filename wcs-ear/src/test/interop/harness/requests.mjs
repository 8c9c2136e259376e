/** Request files as editors run them: variables, requests apart by `###`, what is expected. */

import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import http from 'node:http';

const FOLDER = new URL('../../../../../docs/requests/', import.meta.url);

/** All files of documented requests: one that is added is tried, too. */
export const groups = () => readdirSync(FOLDER).filter((name) => name.endsWith('.http')).sort();

/**
 * Reads one of the documented request files.
 *
 * @param {Object<string, string>} places values that take the place of the file's variables
 * @returns {Promise<{title, status, method, url, headers, body}[]>}
 */
export async function documented(name, places) {
  const text = await readFile(new URL(name, FOLDER), 'utf8');
  const [head, ...requests] = text.split(/^###[ \t]*/m);
  const values = {};
  for (const [, key, value] of head.matchAll(/^@(\w+)\s*=\s*(.+)$/gm)) values[key] = value.trim();
  Object.assign(values, places);
  return requests.map((request) => parsed(request.replace(/\{\{(\w+)\}\}/g, (_, key) => values[key])));
}

function parsed(text) {
  const [top, ...rest] = text.trimEnd().split(/\n[ \t]*\n/);
  const lines = top.split('\n').filter(Boolean);
  const title = lines.shift().trim();
  const status = Number(lines.find((line) => line.startsWith('# status'))?.split(/\s+/)[2]);
  const [first, ...fields] = lines.filter((line) => !line.startsWith('#'));
  const [method, url] = first.split(/\s+/);
  const headers = Object.fromEntries(fields.map((line) => line.split(/:\s*(.*)/).slice(0, 2)));
  return { title, status, method, url, headers, body: rest.join('\n\n') };
}

/** Sends a request without tidying its path or judging its headers, as `fetch` would. */
export const send = ({ method, url, headers = {}, body = '' }) => new Promise((done, fail) => {
  const [, hostname, port, path] = url.match(/^http:\/\/([^/:]+):(\d+)(.*)$/);
  const length = body ? { 'Content-Length': Buffer.byteLength(body) } : {};
  const request = http.request({ method, hostname, port, path, agent: false,
    headers: { ...headers, ...length } }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part));
    answer.once('error', fail);
    answer.once('end', () => done({ status: answer.statusCode, headers: answer.headers,
      text: Buffer.concat(parts).toString() }));
  });
  request.once('error', fail);
  request.end(body);
});

/** The REST API of a server. */
export class Rest {
  constructor(urls) {
    this.base = `${urls.http}/rest-api`;
  }

  /** @returns {Promise<{status, body}>} `body` is null where nothing is said */
  async ask(path, fields) {
    const answer = await send({ method: 'POST', url: this.base + path,
      headers: { 'Content-Type': 'application/json' },
      body: fields === undefined ? '' : JSON.stringify(fields) });
    return { status: answer.status, headers: answer.headers,
      body: answer.text ? JSON.parse(answer.text) : null };
  }

  /** Asks for what must be granted. */
  async done(path, fields) {
    const { status, body } = await this.ask(path, fields);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Ends every push, pull and camera, so that no test leaves one behind. */
  async close() {
    const pushes = await this.ask('/push/find_all');
    for (const { mediaSessionId } of pushes.status === 200 ? pushes.body : []) {
      await this.ask('/push/terminate', { mediaSessionId });
    }
    const pulls = await this.ask('/pull/find_all');
    for (const { uri } of pulls.status === 200 ? pulls.body : []) {
      await this.ask('/pull/terminate', { uri });
    }
    const cameras = await this.ask('/rtsp/find_all');
    for (const { uri } of cameras.status === 200 ? cameras.body : []) {
      await this.ask('/rtsp/terminate', { uri });
    }
  }
}
