/** Applications with a backend: it is asked, it is told, and its word reaches the vendor's SDK. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { application, Backend } from '../harness/backend.mjs';
import { Log } from '../harness/log.mjs';
import { freeBlock } from '../harness/ports.mjs';
import { Program } from '../harness/programs.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { until } from '../harness/until.mjs';
import { Wire } from '../harness/wire.mjs';
import { offer } from '../harness/offers.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const EXAMPLE = fileURLToPath(new URL('../../../../../docs/examples/backend.py', import.meta.url));

test('the example backend refuses a publisher with its own reason, and the SDK shows it', async () => {
  const port = await freeBlock(1);
  const example = here.closeLater(new Program('/usr/bin/python3', [EXAMPLE, String(port), 's3cret']));
  await until('the example listens', () => fetch(`http://127.0.0.1:${port}/rest/x`,
      { method: 'POST', body: '{}' }).then(({ ok }) => ok));
  await application(here, 'exampleApp', `http://127.0.0.1:${port}/rest`);
  const page = here.closeLater(await SdkPage.open(here, { session: { appKey: 'exampleApp' } }));
  await page.publish('stranger', { name: 'ticket' });
  assert.equal((await page.status('stranger', 'FAILED')).info, 'Only with a ticket');
  await page.publishing('guest', { name: 'ticket', custom: { token: 's3cret' } });
  await page.playing('viewer', { name: 'ticket' });
  await page.frames('viewer', 5);
  await until('the example is told of the player',
      () => /StreamStatusEvent ticket PLAYING/.test(example.output));
});

test('a backend is told everything of a session, in order', async () => {
  const backend = await Backend.start(here);
  await application(here, 'storyApp', backend.url);
  const page = here.closeLater(await SdkPage.open(here,
      { session: { appKey: 'storyApp', custom: { login: 'ann' } } }));
  await page.publishing('camera', { name: 'story', custom: { seat: 7 } });
  await page.stop('camera');
  await page.status('camera', 'UNPUBLISHED');
  await page.disconnect();
  await backend.told('ConnectionStatusEvent', ({ status }) => status === 'DISCONNECTED');
  const calls = backend.heard.map(({ method, asked }) => (asked.status && /Event$/.test(method)
    ? `${method} ${asked.status}` : method)).filter((call) => !/StreamEvent/.test(call));
  const firsts = calls.filter((call, i) => calls.indexOf(call) === i);
  assert.deepEqual(firsts.filter((call) => !/PENDING/.test(call)),
      ['connect', 'ConnectionStatusEvent ESTABLISHED', 'publishStream', 'StreamStatusEvent PUBLISHING',
        'unPublishStream', 'StreamStatusEvent UNPUBLISHED', 'ConnectionStatusEvent DISCONNECTED']);
  const connect = await backend.told('connect');
  assert.equal(connect.custom.login, 'ann');
  assert.match(connect.nodeId, /^[A-Za-z0-9]{32}@/);
  for (const { asked } of backend.heard) {
    assert.equal(asked.appKey, 'storyApp');
    assert.equal(asked.sessionId, connect.sessionId);
    assert.equal(asked.nodeId, connect.nodeId);
  }
  const published = await backend.told('publishStream');
  assert.equal(published.name, 'story');
  assert.deepEqual(published.custom, { seat: 7 });
  assert.match(published.sdp, /^v=0/);
});

test('a backend renames a stream, hides fields from itself, and leaves out what it does not want',
    async () => {
      const backend = await Backend.start(here);
      backend.answers.connect = (asked) => ({ json: { ...asked, restClientConfig: {
        publishStream: { restPolicy: 'OVERWRITE', restOverwrite: 'name', restExclude: 'sdp' },
        playStream: { restPolicy: 'DISABLE' } } } });
      backend.answers.publishStream = (asked) => ({ json: { ...asked, name: `${asked.name}-inside` } });
      await application(here, 'renameApp', backend.url);
      const page = here.closeLater(await SdkPage.open(here, { session: { appKey: 'renameApp' } }));
      await page.publishing('camera', { name: 'outside' });
      await page.playing('viewer', { name: 'outside-inside' });
      await page.frames('viewer', 5);
      assert.equal((await backend.told('publishStream')).sdp, undefined);
      assert.ok(!backend.heard.some(({ method }) => method === 'playStream'));
    });

test('a backend that refuses to connect is heard by its reason phrase or its own words', async () => {
  const backend = await Backend.start(here);
  await application(here, 'closedApp', backend.url);
  const refused = async () => {
    const wire = here.closeLater(await Wire.open(here.urls.ws));
    wire.say('connection', { appKey: 'closedApp', mediaProviders: ['WebRTC'], clientVersion: '2.0' });
    return wire.hears('fail');
  };
  backend.answers.connect = () => ({ status: 403, reason: 'Members only', json: {} });
  assert.deepEqual(await refused(),
      { status: 'FAILED', info: 'Members only', apiMethod: 'ConnectionStatusEvent' });
  backend.answers.connect = () => ({ status: 403, json: { status: 403, reason: 'Wrong credentials' } });
  assert.equal((await refused()).info, 'Wrong credentials');
  backend.answers.connect = () => ({ status: 403, reason: 'Plain',
    json: { status: 403, reason: 'Wrong credentials', more: 1 } });
  assert.equal((await refused()).info, 'Plain');
  backend.answers.connect = () => ({ json: 'garbage' });
  assert.equal((await refused()).info, 'Application gave no usable answer');
  backend.answers.connect = () => ({ json: { a: 'x'.repeat(5 << 20) } });
  assert.equal((await refused()).info, 'Application gave no usable answer');
  const page = here.closeLater(await SdkPage.open(here, { connect: false }));
  backend.answers.connect = () => ({ status: 403, json: { status: 403, reason: 'Wrong credentials' } });
  page.connect('main', { appKey: 'closedApp' }).catch(() => {}); // the SDK says how it ends by events
  const { info } = await until('the SDK warns', async () => (await page.events())
      .find((event) => event.what === 'WARN'));
  assert.equal(info.info, 'Wrong credentials');
  await until('the SDK gives the session up', async () => (await page.events())
      .some((event) => ['FAILED', 'DISCONNECTED'].includes(event.what)));
});

test('an unknown application lets nobody in', async () => {
  const wire = here.closeLater(await Wire.open(here.urls.ws));
  wire.say('connection', { appKey: 'noSuchApp', mediaProviders: ['WebRTC'], clientVersion: '2.0' });
  assert.equal((await wire.hears('fail')).status, 'FAILED');
});

test('a 403 stops nobody unless the backend has said so', async () => {
  const backend = await Backend.start(here);
  await application(here, 'laxApp', backend.url);
  backend.answers.publishStream = () => ({ status: 403, reason: 'No', json: {} });
  const page = here.closeLater(await SdkPage.open(here, { session: { appKey: 'laxApp' } }));
  await page.publishing('camera', { name: 'lax' });
  await backend.told('publishStream');
});

test('a backend that hangs slows only its own sessions, and no hook is lost on others', async () => {
  const log = await Log.mark(here.urls);
  const hung = await Backend.start(here);
  const good = await Backend.start(here);
  await application(here, 'hungApp', hung.url);
  await application(here, 'goodApp', good.url);
  hung.answers.publishStream = () => null;
  const wires = [];
  for (let i = 0; i < 20; i++) {
    wires.push(here.closeLater(await Wire.session(here.urls.ws, { appKey: 'hungApp' })));
  }
  for (const [i, wire] of wires.entries()) wire.publish(`hung-${i}`, offer());
  await until('all of them hang', () => hung.heard.filter(({ method }) => method === 'publishStream')
      .length === 20);
  const began = performance.now();
  for (let i = 0; i < 5; i++) {
    const wire = here.closeLater(await Wire.session(here.urls.ws, { appKey: 'goodApp' }));
    const id = wire.publish(`good-${i}`, offer());
    await wire.hears('setRemoteSDP', (answered) => answered === id);
  }
  assert.ok(performance.now() - began < 3000, `${performance.now() - began} ms`);
  const other = here.closeLater(await Wire.session(here.urls.ws));
  assert.ok(other);
  await hung.close();
  assert.deepEqual(await log.complaints(), []);
});

test('methods that an application does not have are not called', async () => {
  const backend = await Backend.start(here);
  const operator = await application(here, 'quietApp', backend.url, '');
  await operator.says('add app-rest-method quietApp publishStream');
  const wire = here.closeLater(await Wire.session(here.urls.ws, { appKey: 'quietApp' }));
  const id = wire.publish('quiet', offer());
  await wire.hears('setRemoteSDP', (answered) => answered === id);
  assert.deepEqual(backend.heard.map(({ method }) => method), ['publishStream']);
});

test('the bundled EchoApp answers over HTTP with what it is sent, and nothing else', async () => {
  const ask = (body, path = 'connect') => fetch(`${here.urls.http}/apps/EchoApp/${path}`,
      { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
  const answer = await ask('{"a":1,"b":{"c":"\u00e4"}}', 'publishStream');
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  assert.deepEqual(await answer.json(), { a: 1, b: { c: '\u00e4' } });
  for (const bad of ['', '[]', 'garbage', '{"a":', '{}{}', `{"a":${'['.repeat(50_000)}`]) {
    assert.equal((await ask(bad)).status, 400, bad.slice(0, 20));
  }
  assert.equal((await ask(JSON.stringify({ a: 'x'.repeat(2 << 20) }))).status, 413);
  assert.equal((await fetch(`${here.urls.http}/apps/EchoApp/connect`)).status, 405);
});
