/** What breaks RTSP servers: after each, the others still play and nothing is left behind. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { status, streamNamed } from '../harness/counters.mjs';
import { Log } from '../harness/log.mjs';
import { Bystanders, interleaved, rtp, RtspSocket } from '../harness/rtsp.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
/** Of the settings in the harness. */
const REQUEST_MS = 3000;
const GAP_MS = 3000;
const SESSION_MS = 5000;

let others;
let log;

before(async () => { log = await Log.mark(here.urls); });

beforeEach(async () => { others = await Bystanders.start(here); });

after(async () => assert.deepEqual(await log.complaints(), []));

const url = (name) => `${here.urls.rtsp}/${name}`;
const opened = async (name = 'bystander') => here.closeLater(await RtspSocket.open(url(name)));

/** The server ends it, or still answers. */
async function livesOrEnds(client) {
  await until('the client is answered or cut off', async () =>
    client.closed || (await client.ask('OPTIONS').catch(() => client.closed)), { withinMs: REQUEST_MS + 3000 });
}

const MEDIA = ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=fmtp:96 packetization-mode=1',
  'a=control:streamid=0', 'm=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=control:streamid=1'];
const sdp = (...lines) => ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=x', 'c=IN IP4 127.0.0.1', 't=0 0',
  ...lines, ''].join('\r\n');

const announce = (client, body) => client.ask('ANNOUNCE', client.url, { 'Content-Type': 'application/sdp' }, body);

/** A publisher by hand that has been let in. */
async function recording(name) {
  const client = await opened(name);
  assert.equal((await announce(client, sdp(...MEDIA))).status, 200);
  client.controls = [`${client.url}/streamid=0`, `${client.url}/streamid=1`];
  for (const at of [0, 1]) {
    const answer = await client.setup(at, `RTP/AVP/TCP;unicast;mode=record;interleaved=${2 * at}-${2 * at + 1}`);
    assert.equal(answer.status, 200, answer.first);
  }
  assert.equal((await client.ask('RECORD')).status, 200);
  return client;
}

test('random bytes', async () => {
  const clients = await Promise.all(Array.from({ length: 30 }, async (_, at) => {
    const client = await opened();
    client.raw(randomBytes(1 + at * 997));
    return client;
  }));
  await others.goOn();
  await Promise.all(clients.map((client) => client.ends(REQUEST_MS + 3000)));
  await others.goOn();
});

test('requests that stop half-way', async () => {
  const whole = `DESCRIBE ${url('bystander')} RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 10\r\n\r\n12345`;
  const clients = await Promise.all([0, 1, 8, 20, whole.length - 20, whole.length].map(async (length) => {
    const client = await opened();
    client.raw(whole.slice(0, length));
    return client;
  }));
  await Promise.all(clients.map((client) => client.ends(REQUEST_MS + 3000)));
  await others.goOn();
});

test('heads and bodies without end', async () => {
  const head = await opened();
  head.raw(`OPTIONS * RTSP/1.0\r\n`);
  for (let at = 0; at < 2000 && !head.closed; at += 1) head.raw(`X-${at}: ${'x'.repeat(100)}\r\n`);
  const line = await opened();
  line.raw(`OPTIONS rtsp://host/${'a'.repeat(1 << 20)} RTSP/1.0\r\n\r\n`);
  const body = await opened();
  body.raw(`ANNOUNCE ${url('big')} RTSP/1.0\r\nCSeq: 1\r\nContent-Type: application/sdp\r\n`
    + `Content-Length: ${1 << 20}\r\n\r\n${'a=x\r\n'.repeat(200_000)}`);
  const absurd = await opened();
  absurd.raw('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 99999999999999999999\r\n\r\n');
  const negative = await opened();
  negative.raw('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: -5\r\n\r\n');
  for (const client of [head, line, body, absurd, negative]) await client.ends(REQUEST_MS + 3000);
  assert.equal(await streamNamed(here.urls, 'big'), undefined);
  await others.goOn();
});

test('requests that make no sense are refused', async () => {
  const client = await opened();
  const cases = [['SETUP', 400, 404, 455, 459, 461], ['PLAY', 454, 455], ['PAUSE', 454, 455], ['RECORD', 454, 455],
    ['TEARDOWN', 200, 454, 455], ['DANCE', 405, 501], ['REDIRECT', 405, 501]];
  for (const [method, ...expected] of cases) {
    const answer = await client.ask(method, url('bystander'), method === 'SETUP' ? { Transport: 'smoke signals' } : {});
    assert.ok(expected.includes(answer.status), `${method}: ${answer.first}`);
  }
  const absent = await client.ask('PLAY', url('bystander'), { Session: 'no-such-session' });
  assert.equal(absent.status, 454);
  const versions = await opened();
  versions.raw('OPTIONS * RTSP/9.9\r\nCSeq: 7\r\n\r\n');
  const web = await opened();
  web.raw('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await Promise.all([versions, web].map(livesOrEnds));
  await others.goOn();
});

test('what a client writes does not become a head of its own', async () => {
  const evil = 'a%0d%0aX-Evil:%20yes%0d%0a%0d%0ab';
  for (const method of ['DESCRIBE', 'SETUP', 'ANNOUNCE']) {
    const client = await opened();
    const answer = await client.ask(method, url(evil), { Transport: 'RTP/AVP/TCP;interleaved=0-1', Require: 'a\tb' });
    assert.ok(answer.status >= 400, answer.first);
    assert.equal(answer.headers['x-evil'], undefined);
  }
  await others.goOn();
});

test('descriptions that describe nothing', async () => {
  for (const body of ['', 'x', randomBytes(500).toString('latin1'), sdp(), sdp('m=video'), sdp('m=application 0 RTP/AVP 107'),
    sdp('m=video 0 RTP/AVP 96', 'a=rtpmap:96 UNHEARD/90000'), sdp(...Array(5000).fill('m=audio 0 RTP/AVP 8'))]) {
    const client = await opened('nothing');
    const answer = await announce(client, body);
    assert.ok(answer.status >= 400, `${body.slice(0, 40)}: ${answer.first}`);
  }
  await others.goOn();
});

test('ten thousand SETUPs', async () => {
  const client = await opened();
  client.controls = (await client.describe()).controls;
  for (let at = 0; at < 10_000 && !client.closed; at += 1) {
    client.send('SETUP', client.controls[at % 2],
        { Transport: `RTP/AVP;unicast;client_port=${20_000 + 2 * (at % 5000)}-${20_001 + 2 * (at % 5000)}` });
  }
  await livesOrEnds(client);
  await others.goOn();
  await client.close();
  await until('the sessions run out', async () => (await status(here.urls)).rtsp.players === 1,
      { withinMs: SESSION_MS + 4000 });
});

test('interleaved frames that belong to nobody', async () => {
  const early = await opened();
  for (const channel of [0, 1, 255]) early.raw(interleaved(channel, randomBytes(1400)));
  early.raw(interleaved(0, Buffer.alloc(0)));
  await livesOrEnds(early);
  const player = here.closeLater(await RtspSocket.player(url('bystander')));
  for (let at = 0; at < 200; at += 1) player.raw(interleaved(at, randomBytes(at * 7)));
  await player.more(20);
  const cut = here.closeLater(await RtspSocket.player(url('bystander')));
  cut.raw(interleaved(0, randomBytes(100), 65_535));
  await others.goOn();
});

test('packets of media that are none', async () => {
  const client = await recording('noise');
  for (let at = 0; at < 2000; at += 1) {
    client.raw(interleaved(at % 4, randomBytes(at % 300)));
    client.raw(interleaved(0, rtp({ sequence: 65_000 + at, timestamp: 4294000000 + at * 3000, ssrc: at >> 8 })));
    client.raw(interleaved(2, rtp({ type: 8, sequence: at * 7919, timestamp: at * 160, size: 160 })));
    client.raw(interleaved(7, rtp({})));
  }
  assert.equal((await client.ask('OPTIONS')).status, 200);
  await others.goOn();
  assert.equal((await client.ask('TEARDOWN')).status, 200);
  const again = await client.ask('TEARDOWN').catch(() => ({ status: 454 }));
  assert.ok([200, 454, 455].includes(again.status), again.first);
  client.session = null;
  await until('noise is gone', async () => !(await streamNamed(here.urls, 'noise')), { withinMs: GAP_MS + 3000 });
});

test('nobody waits for a reader that does not read', async () => {
  const lazy = here.closeLater(await RtspSocket.player(url('bystander')));
  lazy.pause();
  await others.goOn();
  for (let round = 0; round < 6; round += 1) await others.goOn();
  lazy.resume();
  await lazy.more(30, 10_000);
});

test('two hundred clients who say nothing', async () => {
  const clients = await Promise.all(Array.from({ length: 200 }, () => opened()));
  await others.goOn();
  await Promise.all(clients.map((client) => client.ends(REQUEST_MS + 5000)));
  await others.goOn();
});

test('clients who ask and never wait for the answer', async () => {
  await Promise.all(Array.from({ length: 100 }, async (_, at) => {
    const client = await opened();
    client.send('DESCRIBE', url(at % 2 ? 'bystander' : `absent-${at}`), { Accept: 'application/sdp' });
    client.reset();
  }));
  await others.goOn();
});
