/** Whatever comes in, one session may end by it, and nobody else notices. */

import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import dgram from 'node:dgram';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { status } from '../harness/counters.mjs';
import { offer } from '../harness/offers.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { SETTINGS } from '../harness/server.mjs';
import { until } from '../harness/until.mjs';
import { Wire } from '../harness/wire.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const MEBIBYTE = 1 << 20;

/** Another client gets a session and an answer, promptly. */
async function othersAreFine() {
  const wire = await Wire.session(here.urls.ws);
  wire.say('sendData', { operationId: 'fine', payload: {} });
  await wire.hears('DataStatusEvent', ({ operationId }) => operationId === 'fine', 2000);
  await wire.close();
}

/** The session either lives and answers, or has been closed. Silence is the failure. */
async function livesOrEnds(wire) {
  wire.say('sendData', { operationId: 'alive', payload: {} });
  await until('the session answers or ends', () => wire.closed
      || wire.heard.some(({ message, data }) => message === 'DataStatusEvent'
        && data[0].operationId === 'alive'), { withinMs: 4000 });
}

const FRAMES = {
  'no JSON': 'hello',
  'half JSON': '{"message":"publishStream","data":[{"name":',
  'an array': '[1,2,3]',
  'null': 'null',
  'a number': '12345678901234567890',
  'an empty text': '',
  'no message': '{"data":[{}]}',
  'a message that is no text': '{"message":17,"data":[]}',
  'an unknown message': '{"message":"makeCoffee","data":[{"sugar":2}]}',
  'deep nesting': `{"message":"sendData","data":${'['.repeat(20000)}${']'.repeat(20000)}}`,
  'a lone surrogate': '{"message":"sendData","data":[{"operationId":"\\ud800","payload":"\\udfff"}]}',
  'publish without data': '{"message":"publishStream"}',
  'publish with null': '{"message":"publishStream","data":[null]}',
  'publish with a text': '{"message":"publishStream","data":["x"]}',
  'data that is no array': '{"message":"publishStream","data":{"name":"x"}}',
  'wrong types': JSON.stringify({ message: 'publishStream', data: [{ mediaSessionId: 5, name: [],
    sdp: { a: 1 }, published: 'maybe', constraints: 7, hasVideo: 'yes' }] }),
  'a play of wrong types': JSON.stringify({ message: 'playStream', data: [{ mediaSessionId: {},
    name: 7, sdp: true, width: 'wide', bitrate: {} }] }),
  'numbers out of range': JSON.stringify({ message: 'playStream', data: [{ mediaSessionId: 'n',
    name: 'n', sdp: '', width: 1e300, height: -1e300, bitrate: 1e18 }] }),
  'a stream event without a type': '{"message":"sendStreamEvent","data":[{"mediaSessionId":"x"}]}',
  'a second connection': '{"message":"connection","data":[{"appKey":"defaultApp"}]}',
};

for (const [what, frame] of Object.entries(FRAMES)) {
  test(`${what} harms nobody`, async () => {
    const wire = here.closeLater(await Wire.session(here.urls.ws));
    wire.raw(frame);
    await livesOrEnds(wire);
    await othersAreFine();
  });
}

test('messages before the connection message harm nobody', async () => {
  const wire = here.closeLater(await Wire.open(here.urls.ws));
  const id = wire.publish('too-early', offer());
  wire.play('too-early', offer({ direction: 'recvonly' }));
  wire.say('sendData', { operationId: 'early', payload: {} });
  await othersAreFine();
  assert.ok(!wire.heard.some(({ message, data }) => message === 'setRemoteSDP' && data[0] === id));
});

test('a binary frame harms nobody', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  wire.raw(randomBytes(4096));
  await livesOrEnds(wire);
  await othersAreFine();
});

test('a frame over the limit ends its session', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  wire.raw(JSON.stringify({ message: 'sendData',
    data: [{ operationId: 'big', payload: 'x'.repeat(3 * MEBIBYTE) }] }));
  await wire.ends();
  await othersAreFine();
});

test('a frame below the limit is taken', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  wire.say('sendData', { operationId: 'large', payload: 'x'.repeat(MEBIBYTE / 2) });
  const { status: verdict } = await wire.hears('DataStatusEvent');
  assert.equal(verdict, 'ACCEPTED');
});

test('ten thousand messages in a second end their session and nobody else\'s', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  for (let at = 0; at < 10_000; at += 1) {
    wire.say('sendData', { operationId: `flood-${at}`, payload: {} });
  }
  await othersAreFine();
  await wire.ends(5000);
});

const OFFERS = {
  'no fingerprint': offer({ fingerprint: false }),
  'no ICE credentials': offer({ credentials: false }),
  'two hundred media lines': offer({ kinds: Array.from({ length: 200 }, () => 'video') }),
  'no media line': 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n',
  'no sense': 'certainly not a session description',
  'an endless line': `v=0\r\na=${'x'.repeat(200_000)}\r\n`,
  'nothing': '',
  'a short password': offer().replaceAll(/a=ice-pwd:.*/g, 'a=ice-pwd:short'),
  'a damaged fingerprint': offer().replaceAll(/sha-256 .*/g, 'sha-256 12:ZZ'),
};

for (const [what, sdp] of Object.entries(OFFERS)) {
  test(`an offer with ${what} fails with a reason`, async () => {
    const wire = here.closeLater(await Wire.session(here.urls.ws));
    const id = wire.publish('bad-offer', sdp);
    const { info } = await wire.status(id, 'FAILED');
    assert.ok(info, 'a reason is given');
    await livesOrEnds(wire);
    assert.equal(wire.closed, null, 'the session lives on');
  });
}

test('a publisher that never sends a check fails by timeout', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  const id = wire.publish('silent', offer());
  await wire.hears('setRemoteSDP', (first) => first === id);
  const { info } = await wire.status(id, 'FAILED', 12_000);
  assert.equal(info, 'Failed by ICE timeout');
});

test('a handshake that never ends fails', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  const id = wire.publish('no-handshake', offer());
  await wire.hears('setRemoteSDP', (first) => first === id);
  const answer = wire.heard.find(({ message, data }) => message === 'setRemoteSDP' && data[0] === id);
  const target = mediaOf(answer.data[1]);
  const socket = dgram.createSocket('udp4');
  const check = bindingRequest(target, 'abcd');
  const answers = [];
  socket.on('message', (packet) => answers.push(packet.readUInt16BE(0)));
  const probing = setInterval(() => socket.send(check(), target.port, target.host), 200);
  try {
    const { info } = await wire.status(id, 'FAILED', 20_000);
    assert.ok(answers.includes(0x0101), 'the checks succeed');
    assert.equal(info, 'Failed by DTLS error');
  } finally {
    clearInterval(probing);
    socket.close();
  }
});

test('noise at the media port leaves a running play alone', async () => {
  const page = here.closeLater(await SdkPage.open(here));
  await page.publishing('camera', { name: 'noise' });
  await page.playing('viewer', { name: 'noise' });
  await page.frames('viewer', 5);
  const target = mediaOf(await page.remoteSdp('viewer'));
  const forged = bindingRequest({ ...target, password: 'wrong-password-wrong-password' }, 'abcd');
  const socket = dgram.createSocket('udp4');
  const send = (packet) => new Promise((done) =>
    socket.send(packet, target.port, target.host, () => done()));
  const { frames } = (await page.figures('viewer')).video;
  const began = performance.now();
  for (let at = 0; at < 3000; at += 1) {
    await send(randomBytes(1 + (at % 1400)));
    if (at % 10 === 0) await send(Buffer.alloc(0));
    if (at % 10 === 5) await send(forged());
    if (at % 50 === 7) await send(looksLike(at));
  }
  socket.close();
  const seconds = (performance.now() - began) / 1000;
  await page.frames('viewer', Math.max(20, Math.floor(seconds * 10)),
      { beyond: frames, withinMs: 4000 });
  await page.alive('viewer');
  assert.deepEqual(await page.story('camera'), ['PUBLISHING']);
  assert.deepEqual(await page.story('viewer'), ['PENDING', 'PLAYING']);
});

test('two thousand idle sockets do no harm and are closed after their time', async (t) => {
  const sockets = [];
  t.after(() => sockets.forEach((wire) => wire.drop()));
  for (let at = 0; at < 2000; at += 100) {
    sockets.push(...await Promise.all(Array.from({ length: 100 }, () => Wire.open(here.urls.ws))));
  }
  await othersAreFine();
  const limitMs = Number.parseInt(SETTINGS['ws.connection_timeout'], 10) * 1000;
  await until('all idle sockets are closed', () => sockets.every(({ closed }) => closed),
      { withinMs: limitMs + 8000, everyMs: 200 });
  await othersAreFine();
  assert.equal((await status(here.urls)).streams.length, 0);
});

/** Address, port and ICE credentials of the server, from its description. */
function mediaOf(sdp) {
  const [, host, port] = sdp.match(/^a=candidate:\S+ \d+ udp \d+ (\S+) (\d+) /im);
  return { host, port: Number(port), ufrag: sdp.match(/^a=ice-ufrag:(\S+)/m)[1],
    password: sdp.match(/^a=ice-pwd:(\S+)/m)[1] };
}

/** Packets whose first bytes promise DTLS, RTP or RTCP. */
function looksLike(seed) {
  const heads = [[22, 254, 253], [20, 254, 253], [0x80, 96], [0x80, 200], [0x90, 111], [0x8f, 206]];
  return Buffer.concat([Buffer.from(heads[seed % heads.length]), randomBytes(40)]);
}

/** A maker of STUN binding requests (RFC 8489) with short-term credentials and a fingerprint. */
function bindingRequest({ ufrag, password }, ours) {
  const attribute = (type, value) => {
    const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
    padded.writeUInt16BE(type, 0);
    padded.writeUInt16BE(value.length, 2);
    value.copy(padded, 4);
    return padded;
  };
  return () => {
    const body = Buffer.concat([
      attribute(0x0006, Buffer.from(`${ufrag}:${ours}`)),
      attribute(0x0024, Buffer.from([0x6e, 0, 1, 0xff])),
      attribute(0x802a, randomBytes(8)),
      attribute(0x0025, Buffer.alloc(0)),
    ]);
    const head = Buffer.alloc(20);
    head.writeUInt16BE(0x0001, 0);
    head.writeUInt32BE(0x2112a442, 4);
    randomBytes(12).copy(head, 8);
    head.writeUInt16BE(body.length + 24, 2);
    const plain = Buffer.concat([head, body]);
    const proof = createHmac('sha1', password).update(plain).digest();
    const signed = Buffer.concat([plain, attribute(0x0008, proof)]);
    signed.writeUInt16BE(body.length + 32, 2);
    const print = Buffer.alloc(4);
    print.writeUInt32BE((crc32(signed) ^ 0x5354554e) >>> 0);
    return Buffer.concat([signed, attribute(0x8028, print)]);
  };
}
