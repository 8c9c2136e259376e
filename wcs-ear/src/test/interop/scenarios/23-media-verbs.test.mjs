/** What operators make of streams: pictures of them, other streams, and other content. */

import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { streamNamed } from '../harness/counters.mjs';
import { PITCH_HZ } from '../harness/clips.mjs';
import { live, published } from '../harness/encoder.mjs';
import { PacketPlayer, PacketPublisher } from '../harness/feeder.mjs';
import { Program, run } from '../harness/programs.mjs';
import { recording } from '../harness/recordings.mjs';
import { Rest } from '../harness/requests.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
const GUEST_HZ = 880;
const QUIET = ['-hide_banner', '-nostdin', '-loglevel', 'error'];

/** The REST API; transcoders and injections of a test end with it. */
function rest() {
  const api = here.closeLater(new Rest(here.urls));
  here.closeLater({ close: async () => {
    for (const scheme of ['transcoder', 'transcoder2']) {
      const { status, body } = await api.ask(`/${scheme}/find_all`);
      for (const { uri } of status === 200 ? body : []) await api.ask(`/${scheme}/terminate`, { uri });
    }
    const { status, body } = await api.ask('/stream/inject/find_all');
    for (const each of status === 200 ? body : []) {
      await api.ask('/stream/inject/terminate', { localStreamName: each.localStreamName });
    }
  } });
  return api;
}

/** Publishes one colour and one tone. */
async function plain(name, colour, { rate = 48_000 } = {}) {
  const encoder = here.closeLater(new Program('ffmpeg', ['-hide_banner', '-nostdin',
    '-re', '-f', 'lavfi', '-i', `color=c=${colour}:size=640x360:rate=25`,
    '-re', '-f', 'lavfi', '-i', `sine=frequency=${GUEST_HZ}:sample_rate=${rate}`,
    '-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p',
    '-g', '25', '-c:a', 'aac', '-b:a', '96k', '-f', 'flv', `${here.urls.rtmp}/live/${name}`]));
  await live(here, name, encoder);
  return encoder;
}

/** The pictures of a stream as grids of 16 by 9 fields, in order: [red, green, blue] of each. */
async function seen(url, { seconds, input = [] }) {
  const { stdout, stderr, code } = await run('ffmpeg', [...QUIET, ...input, '-i', url, '-t',
    String(seconds), '-an', '-vf', 'scale=16:9:flags=area', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
  { encoding: 'buffer', timeout: (seconds + 20) * 1000 });
  assert.equal(code, 0, String(stderr));
  const size = 16 * 9 * 3;
  return Array.from({ length: Math.floor(stdout.length / size) }, (_, at) =>
    (x, y) => [...stdout.subarray(at * size + (y * 16 + x) * 3, at * size + (y * 16 + x) * 3 + 3)]);
}

const near = (colour, wanted, by = 30) => colour.every((each, at) => Math.abs(each - wanted[at]) <= by);
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];
const isBlue = (picture) => near(picture(8, 1), BLUE) && near(picture(2, 7), BLUE);

/** A white file with a transparent right half, in the folder of the server. */
async function watermark(name, size = '160x80') {
  const folder = path.join(here.urls.data, 'media');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  const { code, stderr } = await run('ffmpeg', [...QUIET, '-y', '-f', 'lavfi', '-i',
    `color=c=white:size=${size},format=rgba,geq=r=255:g=255:b=255:a='if(lt(X,W/2),255,0)'`,
    '-frames:v', '1', file]);
  assert.equal(code, 0, stderr);
  here.closeLater({ close: () => rm(file, { force: true }) });
}

test('a snapshot is a PNG file of the picture that is shown', async () => {
  const api = rest();
  await published(here, 'shot');
  await plain('shot-blue', 'blue');
  for (const [name, blue] of [['shot', false], ['shot-blue', true]]) {
    const { data } = await api.done('/stream/snapshot', { streamName: name });
    const png = Buffer.from(data, 'base64');
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    assert.equal(png.readUInt32BE(16), 640);
    assert.equal(png.readUInt32BE(20), 360);
    const [picture] = await seen(`data:image/png;base64,${data}`, { seconds: 1 });
    assert.equal(isBlue(picture), blue);
  }
  assert.equal((await api.ask('/stream/snapshot', { streamName: 'absent' })).status, 404);
  assert.equal((await api.ask('/stream/snapshot', {})).status, 400);
});

test('a transcoder makes a stream that every protocol plays', async () => {
  const api = rest();
  await published(here, 'whole', { clip: 'high' });
  const order = { uri: 'transcoder://half', remoteStreamName: 'whole', localStreamName: 'half',
    encoder: { width: 320, height: 180, keyFrameInterval: 50, fps: '25', bitrate: 400,
      type: 'OPENH264' } };
  await api.done('/transcoder/startup', order);
  await until('it is live', async () =>
    (await api.ask('/transcoder/find', { uri: order.uri })).body?.[0]?.status === 'PROCESSED_LOCAL');
  const [told] = await api.done('/transcoder/find_all');
  assert.equal(told.localStreamName, 'half');
  assert.equal(told.remoteStreamName, 'whole');
  assert.equal(told.hasAudio, true);
  assert.equal(told.hasVideo, true);
  assert.equal(told.encoder.width, 320);
  const plays = [`${here.urls.rtmp}/live/half`, `${here.urls.rtsp}/half`,
    `${here.urls.hls}/half/half.m3u8`].map((url) => recording(url, { seconds: 4,
    input: url.startsWith('rtsp') ? ['-rtsp_transport', 'tcp'] : [] }));
  for (const play of await Promise.all(plays)) {
    const text = JSON.stringify(play);
    assert.equal(play.video.codec, 'h264', text);
    assert.equal(play.video.width, 320, text);
    assert.equal(play.video.height, 180, text);
    assert.equal(play.video.reordered, false, text);
    assert.ok(play.frames > 60, text);
    assert.ok(Math.abs(play.pitch - PITCH_HZ) < 5, text);
    assert.ok(Math.abs(play.offsetMs) < 100, text);
    assert.equal(play.errors, '', text);
  }
  assert.equal((await api.ask('/transcoder/startup', order)).status, 409);
  assert.equal((await api.ask('/transcoder/startup', { ...order, uri: 'transcoder://other' })).status, 409);
  assert.equal((await api.ask('/transcoder2/find_all')).status, 404);
  await api.done('/transcoder/terminate', { uri: order.uri });
  await until('it is gone', async () => !(await streamNamed(here.urls, 'half')));
  assert.equal((await api.ask('/transcoder/find_all')).status, 404);
  assert.equal((await api.ask('/transcoder/terminate', { uri: order.uri })).status, 404);
});

test('another codec, another rate, and the end with the source', async () => {
  const api = rest();
  const encoder = await published(here, 'source');
  const encodings = { videoCodec: 'VP8', audioCodec: 'opus', width: 0, height: 90, bitrate: 200 };
  await api.done('/transcoder2/startup', { uri: 'transcoder2://vp8', remoteStreamName: 'source',
    localStreamName: 'as-vp8', encoder: encodings });
  await api.done('/transcoder2/startup', { uri: 'transcoder2://low', remoteStreamName: 'source',
    localStreamName: 'as-low', encoder: { videoCodec: 'H264', audioCodec: 'mpeg4-generic',
      audioRate: 32000, audioBitrate: 48000 } });
  await Promise.all(['as-vp8', 'as-low'].map((name) => live(here, name)));
  const [vp8, low] = await Promise.all([
    recording(`${here.urls.rtsp}/as-vp8`, { seconds: 3, input: ['-rtsp_transport', 'tcp'] }),
    recording(`${here.urls.rtmp}/live/as-low`, { seconds: 3 }),
  ]);
  assert.equal(vp8.video.codec, 'vp8');
  assert.equal(vp8.video.height, 90);
  assert.equal(vp8.audio.codec, 'opus');
  assert.ok(Math.abs(vp8.pitch - PITCH_HZ) < 5, JSON.stringify(vp8));
  assert.equal(low.video.width, 640);
  assert.equal(low.audio.codec, 'aac');
  assert.equal(low.audio.rate, 32_000);
  assert.ok(Math.abs(low.pitch - PITCH_HZ) < 5, JSON.stringify(low));
  encoder.kill();
  await until('both have ended', async () =>
    !(await streamNamed(here.urls, 'as-vp8')) && !(await streamNamed(here.urls, 'as-low')),
  { withinMs: 10_000 });
  assert.equal((await api.ask('/transcoder2/find_all')).status, 404);
});

test('orders that make no sense are refused', async () => {
  const api = rest();
  await published(here, 'sense');
  const order = { uri: 'transcoder2://x', remoteStreamName: 'sense', localStreamName: 'nonsense',
    encoder: {} };
  const cases = [
    [{ uri: 'x' }, 400], [{ uri: undefined }, 400], [{ encoder: undefined }, 400],
    [{ remoteStreamName: undefined }, 400], [{ localStreamName: undefined }, 400],
    [{ remoteStreamName: 'absent' }, 404], [{ localStreamName: 'sense' }, 409],
    [{ encoder: { width: -1 } }, 400], [{ encoder: { videoCodec: 'H263' } }, 400],
    [{ encoder: { audioCodec: 'tin' } }, 400],
    [{ encoder: { audioCodec: 'mpeg4-generic', audioRate: 12_345 } }, 400],
    [{ encoder: { watermark: 'absent.png' } }, 404],
    [{ encoder: { watermark: '../conf/database.yml' } }, 404],
  ];
  for (const [change, status] of cases) {
    const answer = await api.ask('/transcoder2/startup', { ...order, ...change });
    assert.equal(answer.status, status, JSON.stringify([change, answer.body]));
  }
  assert.equal((await api.ask('/transcoder2/find_all')).status, 404);
});

test('a watermark lies over the picture, and changes while it runs', async () => {
  const api = rest();
  await plain('bare', 'blue');
  await watermark('corner.png');
  const uri = 'transcoder://marked';
  await api.done('/transcoder/startup', { uri, remoteStreamName: 'bare', localStreamName: 'marked',
    encoder: { width: 640, height: 360, watermark: 'corner.png' } });
  await live(here, 'marked');
  const url = `${here.urls.rtmp}/live/marked`;
  // fields are 40 by 40 pixels: the white half is two wide and two high
  const first = (await seen(url, { seconds: 2 })).at(-1);
  assert.ok(near(first(0, 0), WHITE) && near(first(1, 1), WHITE), String(first(0, 0)));
  assert.ok(near(first(2, 0), BLUE) && near(first(0, 3), BLUE), String(first(2, 0)));
  await api.done('/transcoder/set_watermark',
      { uri, watermark: 'corner.png', marginRight: '0', marginBottom: 0 });
  const moved = (await seen(url, { seconds: 2 })).at(-1);
  assert.ok(near(moved(12, 7), WHITE) && near(moved(13, 8), WHITE), String(moved(12, 7)));
  assert.ok(near(moved(0, 0), BLUE) && near(moved(15, 8), BLUE), String(moved(0, 0)));
  await api.done('/transcoder/set_watermark', { uri, watermark: '' });
  assert.ok(isBlue((await seen(url, { seconds: 2 })).at(-1)));
  assert.equal((await api.ask('/transcoder/set_watermark',
      { uri: 'transcoder://none', watermark: 'corner.png' })).status, 404);
  assert.equal((await api.ask('/transcoder/set_watermark', { uri, watermark: 'none.png' })).status, 404);
});

for (const way of ['rtmp', 'rtsp']) {
  test(`viewers of a stream over ${way} see another one, and then their own again`, async () => {
    const api = rest();
    const host = `host-${way}`;
    const rtsp = { url: `${here.urls.rtsp}/${host}`, args: ['-rtsp_transport', 'tcp'] };
    await published(here, host, way === 'rtsp' ? rtsp : {});
    await plain('guest', 'blue');
    const watching = [
      seen(`${here.urls.rtmp}/live/${host}`, { seconds: 12 }),
      seen(`${here.urls.rtsp}/${host}`, { seconds: 12, input: ['-rtsp_transport', 'tcp'] }),
    ];
    await until('both watch', async () => (await streamNamed(here.urls, host)).viewers >= 2);
    const order = { localStreamName: host, remoteStreamName: 'guest' };
    await api.done('/stream/inject/startup', order);
    assert.deepEqual(await api.done('/stream/inject/find_all'), [order]);
    assert.equal((await api.ask('/stream/inject/startup', order)).status, 409);
    assert.equal((await api.ask('/stream/inject/startup',
        { localStreamName: 'guest', remoteStreamName: host })).status, 400);
    await until('the guest is shown', async () => {
      const { data } = await api.done('/stream/snapshot', { streamName: host });
      return isBlue((await seen(`data:image/png;base64,${data}`, { seconds: 1 }))[0]);
    });
    const heard = await recording(`${here.urls.rtmp}/live/${host}`, { seconds: 3 });
    assert.ok(Math.abs(heard.pitch - GUEST_HZ) < 10, JSON.stringify(heard));
    assert.ok(heard.frames > 60, JSON.stringify(heard));
    await api.done('/stream/inject/terminate', { localStreamName: host });
    assert.equal((await api.ask('/stream/inject/find_all')).status, 404);
    assert.equal((await api.ask('/stream/inject/terminate', { localStreamName: host })).status, 404);
    for (const pictures of await Promise.all(watching)) {
      const blue = pictures.map(isBlue);
      const from = blue.indexOf(true);
      const to = blue.lastIndexOf(true);
      const told = `${from} to ${to} of ${blue.length}`;
      assert.ok(pictures.length > 200, told);
      assert.ok(from > 0 && to > from + 50 && to < blue.length - 1, told);
      assert.ok(blue.slice(from, to).every(Boolean), told);
    }
  });
}

for (const codec of ['PCMA', 'H265']) {
  test(`a player of ${codec} over WebRTC sees other packets, and no gap`, async () => {
    const api = rest();
    const [host, guest] = [`packets-host-${codec}`, `packets-guest-${codec}`];
    const limit = codec === 'H265' ? 128 : 256;
    const publish = async (name) => {
      here.closeLater(await PacketPublisher.start(`${here.urls.http}/whip/${name}`, codec));
      await live(here, name);
    };
    await publish(guest);
    await publish(host); // it counts its packets later, so the guest is ahead
    const player = here.closeLater(await PacketPlayer.start(`${here.urls.http}/whep/${host}`, codec));
    const more = (count) => {
      const wanted = player.packets.length + count;
      return until(`${count} packets more come`, () => player.packets.length >= wanted);
    };
    await more(30);
    await api.done('/stream/inject/startup', { localStreamName: host, remoteStreamName: guest });
    await more(60);
    await api.done('/stream/inject/terminate', { localStreamName: host });
    await more(60);
    const jumps = [];
    for (let at = 1; at < player.packets.length; at += 1) {
      const [before, packet] = [player.packets[at - 1], player.packets[at]];
      assert.equal((packet.sequence - before.sequence) & 0xffff, 1, `at ${at}`);
      const ticks = (packet.timestamp - before.timestamp) >>> 0;
      assert.ok(ticks > 0 && ticks < 90_000, `${ticks} ticks at ${at}`);
      if (((packet.payload.at(-1) - before.payload.at(-1)) & (limit - 1)) !== 1) jumps.push(at);
    }
    assert.equal(jumps.length, 2, String(jumps));
  });
}

test('content that does not fit, or would come back to itself, is refused', async () => {
  const api = rest();
  await published(here, 'one');
  await plain('other-rate', 'red', { rate: 44_100 });
  await api.done('/transcoder/startup', { uri: 'transcoder://of-one', remoteStreamName: 'one',
    localStreamName: 'of-one', encoder: {} });
  await live(here, 'of-one');
  const refused = async (localStreamName, remoteStreamName) =>
    (await api.ask('/stream/inject/startup', { localStreamName, remoteStreamName })).status;
  assert.equal(await refused('one', 'other-rate'), 400);
  assert.equal(await refused('one', 'one'), 400);
  assert.equal(await refused('one', 'of-one'), 400);
  assert.equal(await refused('one', 'absent'), 404);
  assert.equal(await refused('absent', 'one'), 404);
  assert.equal((await api.ask('/stream/inject/find_all')).status, 404);
});
