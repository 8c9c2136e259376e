/** Whatever is said to the REST API costs one request: the server answers it, and the next one, too. */

import assert from 'node:assert/strict';
import net from 'node:net';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { quiet } from '../harness/counters.mjs';
import { Log } from '../harness/log.mjs';
import { Rest, send } from '../harness/requests.mjs';
import { Server, SETTINGS } from '../harness/server.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
const STARTUP_WITHIN_MS = 60_000;

/** Another operator is answered, promptly. */
async function othersAreFine(urls = here.urls) {
  const began = performance.now();
  const answer = await send({ method: 'GET', url: `${urls.http}/rest-api/stream/find_all` });
  assert.equal(answer.status, 404, answer.text);
  assert.ok(performance.now() - began < 3000, 'it took too long');
}

/** Says octets to the port of the API; tells everything that comes back until it is closed. */
function says(urls, ...parts) {
  const { hostname, port } = new URL(urls.http);
  const socket = net.connect(Number(port), hostname);
  const talk = { socket, text: '', closed: false };
  socket.setEncoding('latin1');
  socket.on('data', (text) => { talk.text += text; });
  socket.on('error', () => {});
  socket.on('close', () => { talk.closed = true; });
  for (const part of parts) socket.write(part);
  return talk;
}

const head = (target, length) =>
  `POST ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;

const WORDS = [
  "' OR '1'='1", "x'; DROP TABLE streams; --", '1 UNION SELECT password FROM users',
  '${jndi:ldap://127.0.0.1:1/a}', '${${lower:j}ndi:rmi://127.0.0.1:1/a}',
  '%{(#a=@java.lang.Runtime@getRuntime().exec("id"))}', '#{7*7}', '${7*7}', '{{7*7}}', '<%= 7*7 %>',
  '../../../../etc/passwd', '..\\..\\windows\\win.ini', '/etc/passwd', 'file:///etc/passwd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '<script>alert(1)</script>', 'a\u0000b', '\ud800', '\r\nSet-Cookie: a=b',
  '(a+)+$', 'A'.repeat(4096), '\u202e\u0000\uffff', '__proto__', 'constructor',
];

const CALLS = [
  ['/stream/find', ['name', 'mediaSessionId', 'status']],
  ['/stream/terminate', ['name', 'mediaSessionIds', 'status']],
  ['/stream/snapshot', ['streamName']],
  ['/stream/inject/startup', ['localStreamName', 'remoteStreamName']],
  ['/connection/find', ['sessionId', 'appKey', 'clientVersion']],
  ['/connection/set_log_level', ['sessionId', 'logLevel']],
  ['/push/startup', ['streamName', 'rtmpUrl']],
  ['/push/sound_on', ['mediaSessionId', 'soundFile']],
  ['/rtsp/find', ['uri', 'status']],
  ['/hls/startup', ['name']],
  ['/transcoder2/set_watermark', ['uri', 'watermark']],
];

test('the words of attackers are words', async () => {
  const api = new Rest(here.urls);
  const log = await Log.mark(here.urls);
  for (const [call, fields] of CALLS) {
    for (const word of WORDS) {
      const answer = await api.ask(call, Object.fromEntries(fields.map((field) => [field, word])));
      assert.ok([400, 404].includes(answer.status), `${call} ${word}: ${answer.status}`);
      assert.equal(answer.headers['set-cookie'], undefined);
      assert.doesNotMatch(JSON.stringify(answer.body), /root:|uid=|java\.|Exception in/);
    }
  }
  await othersAreFine();
  assert.deepEqual(await log.complaints(), []);
});

test('wrong types are refused by name', async () => {
  const api = new Rest(here.urls);
  const wrong = [[], {}, [[]], [{}], { a: [] }, 1e300, -0, 12345678901234567890n];
  for (const [call, [field]] of CALLS) {
    for (const value of wrong) {
      const body = `{"${field}":${typeof value === 'bigint' ? value : JSON.stringify(value)}}`;
      const answer = await send({ method: 'POST', url: api.base + call, body });
      assert.ok([400, 404].includes(answer.status), `${call} ${body}: ${answer.text}`);
      JSON.parse(answer.text);
    }
  }
  for (const number of ['1e1000000000', `1${'0'.repeat(900)}`, '2147483648', '0.5', '"many"', 'true']) {
    const body = '{"uri":"transcoder2://a","remoteStreamName":"a","localStreamName":"b",'
      + `"encoder":{"width":${number}}}`;
    const answer = await send({ method: 'POST', url: `${api.base}/transcoder2/startup`, body });
    assert.equal(answer.status, 400, answer.text);
  }
});

test('garbage, deep nesting, thousands of keys and equal keys are read or refused', async () => {
  const url = `${here.urls.http}/rest-api/stream/find`;
  const keys = Array.from({ length: 10_000 }, (_, i) => `"${i.toString(36)}":0`).join();
  assert.ok(keys.length < 100_000);
  const few = Array.from({ length: 6_000 }, (_, i) => `"${i.toString(36)}":0`).join();
  const bodies = {
    'thousands of unknown keys': [`{${few},"name":"absent"}`, 404],
    'more keys than a body may have': [`{${keys},"name":"absent"}`, 400],
    'equal keys': [`{${'"name":"a",'.repeat(3000)}"name":"b"}`, 404],
    'nested arrays': [`{"name":${'['.repeat(30_000)}`, 400],
    'nested objects that end': [`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 400],
    'a long number': [`{"name":${'9'.repeat(60_000)}}`, 400],
    'an unknown long number': [`{"x":${'9'.repeat(60_000)}}`, [400, 404]],
    'a long text': [`{"name":"${'x'.repeat(60_000)}"}`, 400],
    'a text without end': [`{"name":"${'x'.repeat(60_000)}`, 400],
    'UTF-16': [Buffer.from('\ufeff{"name":"absent"}', 'utf16le'), [400, 404]],
    'zeros': [Buffer.alloc(1000), 400],
    'all octets': [Buffer.from(Array.from({ length: 256 }, (_, i) => i)), 400],
    'GZIP': [Buffer.from('1f8b08000000000000ff', 'hex'), 400],
    'XML': ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 400],
  };
  for (const [what, [body, status]] of Object.entries(bodies)) {
    const answer = await send({ method: 'POST', url, body, headers: { 'Content-Type': 'text/plain' } });
    assert.ok([status].flat().includes(answer.status), `${what}: ${answer.status} ${answer.text}`);
    assert.doesNotMatch(answer.text, /root:/);
  }
  await othersAreFine();
});

test('huge bodies are refused before they have come', async () => {
  const talk = says(here.urls, head('/rest-api/push/startup', 'Content-Length: 10000000000'), '{"a":"');
  await until('the body is refused', () => / 400 /.test(talk.text));
  talk.socket.destroy();
  const chunked = says(here.urls, head('/rest-api/push/startup', 'Transfer-Encoding: chunked'));
  const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
  for (let sent = 0; sent < 64 && !chunked.closed && !chunked.text; sent++) chunked.socket.write(chunk);
  await until('chunks are refused', () => / 400 /.test(chunked.text) || chunked.closed);
  chunked.socket.destroy();
  await othersAreFine();
});

test('bodies that come slowly or never keep nobody waiting, and end', async () => {
  const slow = Array.from({ length: 200 }, () =>
    says(here.urls, head('/rest-api/stream/find', 'Content-Length: 1000'), '{"name":"'));
  const drip = setInterval(() => {
    for (const { socket } of slow) if (!socket.destroyed) socket.write('x');
  }, 500);
  try {
    for (let i = 0; i < 5; i++) await othersAreFine();
    await until('they are given up', () => slow.every(({ text, closed }) => closed || / 408 /.test(text)),
        { withinMs: 20_000 });
    assert.match(slow[0].text, /The body did not come in time/);
  } finally {
    clearInterval(drip);
    for (const { socket } of slow) socket.destroy();
  }
  await othersAreFine();
});

test('paths lead nowhere but to calls', async () => {
  const targets = ['/rest-api/../WEB-INF/web.xml', '/rest-api/..;/status', '/rest-api/%2e%2e/WEB-INF/web.xml',
    '/rest-api/stream/../../WEB-INF/classes/', '/rest-api//stream//find_all', '/rest-api/stream/find_all;a=b',
    '/rest-api/stream/find_all%00', '/rest-api/stream%2ffind_all', '/rest-api/STREAM/FIND_ALL',
    '/rest-api/stream/find_all/', '/rest-api/openapi.json/..', '/rest-api/%', '/rest-api/%zz', '/rest-api/\\..\\',
    `/rest-api/${'a/'.repeat(2000)}`, `/rest-api/stream/find?${'a=b&'.repeat(500)}`,
    '/rest-api/WEB-INF/classes/openapi/openapi.json', '/rest-api/stream/find?name=${jndi:ldap://127.0.0.1:1/}'];
  for (const target of targets) {
    const talk = says(here.urls, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    await until(`${target.slice(0, 60)} is answered`, () => talk.closed);
    assert.match(talk.text, /^HTTP\/1\.1 (400|404|414)|^$/, target);
    assert.doesNotMatch(talk.text, /<web-app|"openapi"|\tat /, target);
  }
  const log = await Log.mark(here.urls);
  const junk = [Buffer.from([0, 1, 2, 3, 255]), 'GET\r\n\r\n', 'POST /rest-api/ HTTP/9.9\r\n\r\n',
    head('/rest-api/stream/find', 'Content-Length: -1'), head('/rest-api/stream/find', 'Content-Length: x'),
    head('/rest-api/stream/find', 'Transfer-Encoding: chunked') + 'zz\r\n',
    head('/rest-api/stream/find', 'Content-Length: 2\r\nTransfer-Encoding: chunked') + '0\r\n\r\n',
    head('/rest-api/stream/find', 'Content-Length: 0\r\nContent-Length: 5') + 'GET /'];
  for (const octets of junk) {
    const talk = says(here.urls, octets);
    talk.socket.end();
    await until('junk is answered or dropped', () => talk.closed || talk.text, { withinMs: 8000 });
    talk.socket.destroy();
  }
  await othersAreFine();
  assert.deepEqual(await log.complaints(), []);
});

test('with a password nothing is told without it, and who guesses is braked', {
  timeout: 3 * STARTUP_WITHIN_MS }, async () => {
  const server = await Server.start({ ...SETTINGS, disable_rest_auth: 'false',
    rest_access_control_headers: 'Access-Control-Allow-Origin: https://panel.example.org;'
      + 'Access-Control-Allow-Headers: authorization,content-type' });
  try {
    const data = server.urls.data ?? path.dirname(path.dirname(server.urls.log));
    const password = (await readFile(path.join(data, 'conf', 'admin.password'), 'utf8')).trim();
    const url = `${server.urls.http}/rest-api/rtsp/find_all`;
    const basic = (text) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });
    const ask = (headers, more = {}) => send({ method: 'POST', url, headers, ...more });

    const nobody = await ask({});
    assert.equal(nobody.status, 401);
    assert.match(nobody.headers['www-authenticate'], /^Basic realm="WCS"/);
    assert.equal(JSON.parse(nobody.text).exception, 'UnauthorizedException');
    assert.equal(nobody.headers['access-control-allow-origin'], 'https://panel.example.org');
    assert.equal((await send({ method: 'OPTIONS', url })).status, 200);

    assert.equal((await ask(basic(`admin:${password}`))).status, 404);
    for (const target of ['/rest-api/openapi.json', '/rest-api/no/such/call', '/rest-api/../rest-api/push/find_all',
      '/rest-api;x=y/push/find_all', '/rest-api//push/find_all']) {
      const answer = await send({ method: 'GET', url: server.urls.http + target });
      assert.ok([401, 404, 400].includes(answer.status), `${target}: ${answer.status}`);
      assert.doesNotMatch(answer.text, /"openapi"|not found"/i, target);
    }
    for (const header of ['Basic', 'Basic !', 'Basic Og==', `Basic ${'A'.repeat(5000)}`, 'Bearer x',
      'Digest username="admin"']) {
      assert.equal((await ask({ Authorization: header })).status, 401, header.slice(0, 30));
    }
    const forged = await ask({ ...basic(`admin:${password}`), 'Content-Type': 'text/plain',
      'Sec-Fetch-Site': 'cross-site' }, { body: '{}' });
    assert.equal(forged.status, 403);

    let wrong = 0;
    for (let i = 0; i < 12; i++) {
      if ((await ask(basic(`admin:wrong-${i}`))).status === 401) wrong++;
    }
    assert.equal(wrong, 12);
    assert.equal((await ask(basic(`admin:${password}`))).status, 401, 'guessing is braked');
    const log = await readFile(server.urls.log, 'utf8');
    assert.doesNotMatch(log, /wrong-\d/);
    await quiet(server.urls);
  } finally {
    await server.interrupt();
  }
});
