/** What breaks RTMP servers: after each, the others still play and nothing is left behind. */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { encode, longString, nested } from '../harness/amf.mjs';
import { streamNamed, status } from '../harness/counters.mjs';
import { Log } from '../harness/log.mjs';
import { run } from '../harness/programs.mjs';
import { RtmpSocket, TYPE } from '../harness/rtmp.mjs';
import { Bystanders, Feeder, isAudio, isHeader, isKey, isVideo, tags } from '../harness/tags.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
/** Of the settings in the harness. */
const HANDSHAKE_MS = 3000;
const PLAY_WAIT_MS = 6000;
const GAP_MS = 5000;

let others;
let log;

before(async () => {
  await tags();
  log = await Log.mark(here.urls);
});

beforeEach(async () => { others = await Bystanders.start(here); });

after(async () => assert.deepEqual(await log.complaints(), []));

const opened = async () => here.closeLater(await RtmpSocket.open(here.urls.rtmp));
const greeted = async () => here.closeLater(await RtmpSocket.greeted(here.urls.rtmp));
const session = async (app) => here.closeLater(await RtmpSocket.session(here.urls.rtmp, app));
const publisher = async (name) => here.closeLater(await RtmpSocket.publisher(here.urls.rtmp, name));
const player = async (name) => here.closeLater(await RtmpSocket.player(here.urls.rtmp, name));

/** Feeds a publisher that says goodbye at the end of the test. */
function fed(client, list, change) {
  const feeder = here.closeLater(new Feeder(client, list, change));
  here.closeLater({ close: async () => client.command(0, 'deleteStream', null, client.stream) });
  return feeder;
}

/** Streams whose publisher was cut off wait for it. */
const gone = (name) => until(`${name} is gone`, async () => !(await streamNamed(here.urls, name)),
    { withinMs: GAP_MS + 3000 });

const gets = (client, type, count, withinMs = 6000) => until(`${count} messages of type ${type}`, () => {
  if (client.closed) throw new Error('closed');
  return (client.counts[type] ?? 0) >= count;
}, { withinMs });

test('random bytes', async () => {
  const clients = await Promise.all(Array.from({ length: 30 }, async (_, at) => {
    const client = at % 2 ? await opened() : await greeted();
    const bytes = randomBytes(1 + at * 997);
    if (at % 4 === 1) bytes[0] = 3;
    client.raw(bytes);
    return client;
  }));
  await others.goOn();
  await Promise.all(clients.map((client) => client.ends(HANDSHAKE_MS + 2000)));
  await others.goOn();
});

test('handshakes that stop half-way, and versions that are none', async () => {
  const greeting = Buffer.concat([Buffer.from([3]), randomBytes(1536)]);
  const starts = [Buffer.alloc(0), greeting.subarray(0, 1), greeting.subarray(0, 700), greeting,
    Buffer.concat([greeting, randomBytes(1000)])];
  const began = performance.now();
  const clients = await Promise.all(starts.map(async (bytes) => {
    const client = await opened();
    client.raw(bytes);
    return client;
  }));
  const silent = await greeted();
  const others6 = await Promise.all([6, 0, 255].map(async (version) => {
    const client = await opened();
    client.raw(Buffer.concat([Buffer.from([version]), randomBytes(1536)]));
    return client;
  }));
  await others.goOn();
  await Promise.all([...clients, silent, ...others6].map((client) => client.ends(HANDSHAKE_MS + 2000)));
  assert.ok(performance.now() - began > HANDSHAKE_MS - 500, 'it waited');
  await others.goOn();
});

test('chunks with lengths, sizes and channels that cannot be', async () => {
  const heapBefore = (await status(here.urls)).heapUsedBytes;
  const bodies = {
    'a chunk size of zero': (client) =>
      client.message(TYPE.chunkSize, Buffer.alloc(4), { channel: 2 }),
    'a chunk size beyond all': (client) =>
      client.message(TYPE.chunkSize, Buffer.alloc(4, 0xff), { channel: 2 }),
    'a continuation of nothing': (client) => client.raw(Buffer.from([0xc0 | 9, 1, 2, 3])),
    'a short control message': (client) => client.message(TYPE.control, Buffer.alloc(1), { channel: 2 }),
    'an empty chunk size': (client) => client.message(TYPE.chunkSize, Buffer.alloc(0), { channel: 2 }),
    'an abort of nothing': (client) => client.message(TYPE.abort, Buffer.alloc(4, 7), { channel: 2 }),
    'an acknowledgement window of zero': (client) =>
      client.message(TYPE.window, Buffer.alloc(4), { channel: 2 }),
    'a message that never ends': (client) => {
      client.message(TYPE.video, Buffer.alloc(10), { length: 0xffffff, stream: 1 });
      client.raw(Buffer.alloc(1 << 20, 0x41));
    },
    'a broken aggregate': (client) => client.message(TYPE.aggregate, randomBytes(500), { stream: 1 }),
    'thousands of long messages at once': (client) => {
      for (let channel = 0; channel < 5000; channel += 1) {
        const head = Buffer.alloc(15);
        head[0] = 1;
        head.writeUInt16LE(channel, 1);
        head.writeUIntBE(0xffffff, 6, 3);
        head[9] = TYPE.video;
        client.raw(head);
      }
    },
  };
  for (const [what, act] of Object.entries(bodies)) {
    const client = await greeted();
    act(client);
    await others.goOn(5).catch((error) => assert.fail(`${what}: ${error.message}`));
    client.connect();
    await client.close();
  }
  const grown = (await status(here.urls)).heapUsedBytes - heapBefore;
  assert.ok(grown < 300 << 20, `${grown >> 20} MB more are used`);
});

test('AMF without end', async () => {
  const bodies = {
    'nested 10,000 times': encode('connect', 1, nested(10_000)),
    'nested 10,000 times as an argument': encode('connect', 1, { app: 'live' }, nested(10_000)),
    'a string of 100 MB, announced': encode('connect', 1, longString(100 << 20, Buffer.alloc(100))),
    'a name of 100 MB, announced': longString(100 << 20),
    'an array of 2 billion, announced': encode('connect', 1, Buffer.from([10, 0x7f, 0xff, 0xff, 0xff])),
    'cut off': encode('connect', 1, { app: 'live' }).subarray(0, 20),
    'no name': encode(7, 7, 7),
    'nothing': Buffer.alloc(0),
    'unknown types': Buffer.concat([encode('connect', 1), Buffer.from([0x99, 0x98, 0x97])]),
  };
  for (const [what, body] of Object.entries(bodies)) {
    const client = await greeted();
    client.message(TYPE.command, body);
    await others.goOn(3).catch((error) => assert.fail(`${what}: ${error.message}`));
  }
});

test('commands that nobody knows, and commands out of order', async () => {
  const client = await session();
  for (const name of ['fly', '', 'x'.repeat(60_000), 'onStatus']) client.command(0, name, null, 1, { a: [1] });
  const [kind, , , told] = await client.answer(client.command(0, 'fly', null));
  assert.equal(kind, '_error');
  assert.equal(told.code, 'NetConnection.Call.Failed');
  for (const stream of [0, 5, 0x7fffffff]) {
    client.command(stream, 'play', null, 'bystander');
    client.command(stream, 'publish', null, 'out-of-order', 'live');
    client.media.call({ ...client, stream, message: client.message.bind(client) },
        { type: TYPE.video, timestamp: 0, body: randomBytes(50) });
  }
  client.command(0, 'deleteStream', null, 77);
  client.command(0, 'deleteStream', null, 'x');
  client.command(0, 'publish');
  client.stream = await client.createStream();
  client.command(client.stream, 'seek', null, 1000);
  await client.status('NetStream.Seek.Failed');
  client.command(client.stream, 'publish', null, '', 'live');
  await client.status('NetStream.Publish.BadName');
  client.command(client.stream, 'pause', null, true, 0);
  client.command(client.stream, 'play', null, 'bystander');
  await gets(client, TYPE.video, 20);
  assert.equal(await streamNamed(here.urls, 'out-of-order'), undefined);

  for (const name of ['publish', 'play', 'createStream', 'fly']) {
    const early = await greeted();
    early.command(0, name, null, 'too-early', 'live');
    await early.ends();
  }
  const twice = await session();
  twice.connect();
  await twice.ends();
  const many = await session();
  const answers = [];
  for (let at = 0; at < 40; at += 1) {
    answers.push((await many.answer(many.command(0, 'createStream', null)))[0]);
  }
  assert.deepEqual([answers[0], answers.at(-1)], ['_result', '_error']);
  await others.goOn();
});

test('a client of AMF3 is served like others', async () => {
  const client = await greeted();
  const [, , , told] = await client.answer(client.connect('live', { objectEncoding: 3 }));
  assert.equal(told.objectEncoding, 3);
  client.amf3 = true;
  client.stream = await client.createStream();
  client.command(client.stream, 'play', null, 'bystander');
  await client.status('NetStream.Play.Start');
  await gets(client, TYPE.video, 20);
});

test('codec headers and media that are nonsense', async () => {
  const garbage = [
    { type: TYPE.video, body: Buffer.concat([Buffer.from([0x17, 0, 0, 0, 0]), randomBytes(40)]) },
    { type: TYPE.video, body: Buffer.from([0x17, 0, 0, 0, 0, 1, 0x42, 0, 0x1e, 0xff, 0xff, 0xff, 0xff]) },
    { type: TYPE.video, body: Buffer.from([0x17, 0, 0, 0, 0]) },
    { type: TYPE.video, body: Buffer.concat([Buffer.from([0x17, 1, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff]), randomBytes(40)]) },
    { type: TYPE.video, body: Buffer.concat([Buffer.from([0x90]), Buffer.from('hvc1'), randomBytes(60)]) },
    { type: TYPE.video, body: Buffer.concat([Buffer.from([0x96, 0x11]), randomBytes(60)]) },
    { type: TYPE.video, body: Buffer.from([0x22]) },
    { type: TYPE.video, body: Buffer.alloc(0) },
    { type: TYPE.audio, body: Buffer.from([0xaf, 0]) },
    { type: TYPE.audio, body: Buffer.concat([Buffer.from([0xaf, 0]), randomBytes(30)]) },
    { type: TYPE.audio, body: Buffer.concat([Buffer.from([0xaf, 1]), randomBytes(300)]) },
    { type: TYPE.audio, body: Buffer.concat([Buffer.from([0x2f]), randomBytes(300)]) },
    { type: TYPE.audio, body: Buffer.concat([Buffer.from([0xb6]), randomBytes(100)]) },
    { type: TYPE.audio, body: Buffer.alloc(0) },
    { type: TYPE.data, body: randomBytes(100) },
    { type: TYPE.data, body: encode('@setDataFrame', 'onMetaData', nested(10_000)) },
    { type: TYPE.data, body: encode('@setDataFrame', 'onMetaData', { width: -1, videocodecid: 'x' }) },
  ];
  const list = await tags();
  for (const [at, bad] of garbage.entries()) {
    const client = await publisher(`nonsense-${at}`);
    for (const tag of list.slice(0, 20)) client.media(tag);
    client.media({ timestamp: 300, ...bad });
    client.media({ timestamp: 320, ...bad });
    for (const tag of list.slice(20, 40)) client.media(tag);
    client.command(0, 'deleteStream', null, client.stream);
  }
  const noise = await publisher('noise');
  fed(noise, list, (tag) => ({ ...tag, body: randomBytes(tag.body.length) }));
  await others.goOn(25);
  const good = await publisher('sound-again');
  fed(good, list);
  await gets(await player('sound-again'), TYPE.video, 20);
});

/** Times of the pictures that a player got. */
const times = (client) => client.heard.filter(({ type }) => type === TYPE.video)
    .map(({ timestamp }) => timestamp);

function assertSteady(client, what) {
  const got = times(client);
  for (let at = 1; at < got.length; at += 1) {
    const step = got[at] - got[at - 1];
    assert.ok(step >= 0 && step < 2000, `${what}: ${step} ms after ${got[at - 1]}`);
  }
}

test('timestamps that wrap and jump', async () => {
  const list = await tags();
  const hour = 3_600_000;
  const cases = {
    wrap: ({ timestamp }) => timestamp + 2 ** 32 - 1500,
    extended: ({ timestamp }) => timestamp + 0xffffff - 1500,
    forward: ({ timestamp }) => (timestamp > 1500 ? timestamp + 24 * hour : timestamp),
    backward: ({ timestamp }) => (timestamp > 1500 ? timestamp : timestamp + hour),
    still: () => 0,
  };
  const clients = await Promise.all(Object.entries(cases).map(async ([name, time]) => {
    fed(await publisher(name), list, (tag) => ({ ...tag, timestamp: time(tag) % 2 ** 32 }));
    return [name, await player(name)];
  }));
  await Promise.all(clients.map(async ([name, client]) => {
    await gets(client, TYPE.video, 90, 10_000).catch((error) => assert.fail(`${name}: ${error.message}`));
    if (name !== 'still') assertSteady(client, name);
  }));
  await others.goOn();
});

test('sound alone, pictures alone, and pictures without a key frame', async () => {
  const list = await tags();
  fed(await publisher('sound'), list.filter(isAudio));
  fed(await publisher('pictures'), list.filter(isVideo));
  let keys = false;
  fed(await publisher('keyless'), list, (tag) => (keys || !isKey(tag) || isHeader(tag) ? tag : null));
  const [sound, pictures, keyless] =
    await Promise.all(['sound', 'pictures', 'keyless'].map((name) => player(name)));
  await gets(sound, TYPE.audio, 50);
  assert.equal(sound.counts[TYPE.video] ?? 0, 0);
  await gets(pictures, TYPE.video, 40);
  assert.equal(pictures.counts[TYPE.audio] ?? 0, 0);
  await gets(keyless, TYPE.audio, 50);
  keys = true;
  await gets(keyless, TYPE.video, 30);
  await others.goOn();
});

test('parameters of the picture that change in the middle', async () => {
  const [plain, high] = [await tags('baseline'), await tags('high')];
  const turn = 2500;
  const list = [...plain.filter(({ timestamp }) => timestamp < turn),
    ...high.filter(({ timestamp }) => timestamp < 10_000)
        .map((tag) => ({ ...tag, timestamp: tag.timestamp + turn }))];
  fed(await publisher('changing'), list);
  const { stdout, stderr } = await run('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error',
    '-i', `${here.urls.rtmp}/live/changing`, '-t', '5', '-map', '0:v', '-f', 'framecrc', '-']);
  const frames = stdout.split('\n').filter((line) => /^0,/.test(line)).length;
  // FFmpeg's parser keeps to the first parameters and complains; its decoder must not.
  assert.doesNotMatch(stderr, /error while decoding|decode_slice|no frame/i);
  assert.ok(frames > 90, `${frames} frames`);
  await others.goOn();
});

test('a name that another publishes', async () => {
  const list = await tags();
  fed(await publisher('owned'), list);
  const watching = await player('owned');
  await gets(watching, TYPE.video, 10);
  const rival = await session('live?key=rival');
  rival.stream = await rival.createStream();
  rival.command(rival.stream, 'publish', null, 'owned', 'live');
  await rival.status('NetStream.Publish.BadName');
  for (const tag of list.slice(0, 100)) rival.media(tag);
  const before = watching.counts[TYPE.video];
  await gets(watching, TYPE.video, before + 25);
  assertSteady(watching, 'owned');
  await others.goOn();
});

test('a name that never comes is not found, in time', async () => {
  const waiting = await player('nobody');
  const began = performance.now();
  await others.goOn();
  await waiting.status('NetStream.Play.StreamNotFound', PLAY_WAIT_MS + 3000);
  const waited = performance.now() - began;
  assert.ok(waited > PLAY_WAIT_MS - 1000, `${waited} ms`);
  assert.equal((await streamNamed(here.urls, 'bystander')).viewers, 1);
});

test('hundreds of connections that come and go', async () => {
  const sessions = async () => (await status(here.urls)).rtmp.sessions;
  const onlyOthers = () => until('only the others are connected', async () => await sessions() === 2);
  await onlyOthers();
  for (let round = 0; round < 5; round += 1) {
    const clients = await Promise.all(Array.from({ length: 100 }, () => RtmpSocket.open(here.urls.rtmp)));
    for (const client of clients) client.raw(Buffer.from([3]));
    await Promise.all(clients.map((client) => client.close()));
  }
  await Promise.all(Array.from({ length: 50 }, async () =>
    (await RtmpSocket.session(here.urls.rtmp)).close()));
  const cut = await Promise.all(Array.from({ length: 20 }, (_, at) =>
    RtmpSocket.publisher(here.urls.rtmp, `cut-${at}`)));
  for (const client of cut) for (const tag of (await tags()).slice(0, 60)) client.media(tag);
  await Promise.all(cut.map((client) => client.close()));
  await others.goOn(25);
  await onlyOthers();
  for (let at = 0; at < cut.length; at += 1) await gone(`cut-${at}`);
  await others.goOn();
});
