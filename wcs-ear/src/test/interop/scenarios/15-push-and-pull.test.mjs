/** Streams sent to and fetched from another server by RTMP: nginx, a mute one, none, and ourselves. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PITCH_HZ } from '../harness/clips.mjs';
import { VIDEO_ONLY } from '../harness/codecs.mjs';
import { streamNamed } from '../harness/counters.mjs';
import { live, publish, published } from '../harness/encoder.mjs';
import { Mute, Nginx } from '../harness/nginx.mjs';
import { recording } from '../harness/recordings.mjs';
import { Rest } from '../harness/requests.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { throughout, until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const SECONDS = 2;

const rest = () => here.closeLater(new Rest(here.urls));
const nginx = async () => here.closeLater(await Nginx.start());

function assertPlayed(seen, { frames = 30 } = {}) {
  const told = JSON.stringify(seen);
  assert.equal(seen.video?.codec, 'h264', told);
  assert.equal(seen.audio?.codec, 'aac', told);
  assert.ok(seen.frames >= frames, told);
  assert.ok(Math.abs(seen.pitch - PITCH_HZ) < 5, told);
}

/** Plays a URL again and again until there is something. */
const played = (url, withinMs = 20_000) => until(`${url} plays`, async () => {
  const seen = await recording(url, { seconds: SECONDS });
  if (!(seen.frames >= 30 && seen.audio)) throw new Error(JSON.stringify(seen));
  return seen;
}, { withinMs });

const agent = async (api, uri) => {
  const { status, body } = await api.ask('/pull/rtmp/find', { uri });
  return status === 200 ? body[0].status : null;
};

const becomes = (api, uri, status, withinMs = 10_000) =>
  until(`the pull becomes ${status}`, async () => {
    const now = await agent(api, uri);
    if (now !== status) throw new Error(String(now));
    return true;
  }, { withinMs });

test('a stream is pushed, mutes, and stops when told', async () => {
  const api = rest();
  const other = await nginx();
  await published(here, 'out', { clip: 'high' });
  const push = await api.done('/push/startup', { streamName: 'out', rtmpUrl: other.url });
  const seen = await played(`${other.url}/rtmp_out`);
  assertPlayed(seen);
  assert.equal(seen.video.reordered, true, 'B-frames pass');
  assert.ok(Math.abs(seen.offsetMs) < 80, JSON.stringify(seen));
  assert.equal((await streamNamed(here.urls, 'out')).viewers, 1);
  const { mediaSessionId } = push;
  assert.deepEqual((await api.done('/push/find', { streamName: 'rtmp_out' })).map((each) => each.mediaSessionId),
      [mediaSessionId]);
  await api.done('/push/mute', { mediaSessionId });
  await until('silence is sent', async () => {
    const silent = await recording(`${other.url}/rtmp_out`, { seconds: 2 });
    return silent.audio?.codec === 'aac' && silent.frames > 20 && silent.pitch < PITCH_HZ / 2;
  }, { withinMs: 12_000 });
  await api.done('/push/terminate', { mediaSessionId });
  await until('nobody takes it any more', async () =>
    (await streamNamed(here.urls, 'out')).viewers === 0);
  assert.equal((await api.ask('/push/find_all')).status, 404);
});

test('a push with a full URL, to two places at once', async () => {
  const api = rest();
  const other = await nginx();
  await published(here, 'two');
  for (const key of ['one-key', 'other-key']) {
    await api.done('/push/startup', { streamName: 'two', rtmpUrl: `${other.url}/${key}`,
      rtmpTransponderFullUrl: true });
  }
  const seen = await Promise.all([played(`${other.url}/one-key`), played(`${other.url}/other-key`)]);
  for (const each of seen) assertPlayed(each);
});

test('a push outlives its server', async () => {
  const api = rest();
  const other = await nginx();
  await published(here, 'again');
  await api.done('/push/startup', { streamName: 'again', rtmpUrl: other.url });
  await played(`${other.url}/rtmp_again`);
  await other.kill();
  assert.equal((await api.done('/push/find_all')).length, 1);
  await other.restart();
  const [there, local] = await Promise.all([played(`${other.url}/rtmp_again`),
    recording(`${here.urls.rtmp}/live/again`, { seconds: SECONDS })]);
  assertPlayed(there);
  assertPlayed(local);
});

test('servers that refuse or hang are given up, and the stream goes on', async () => {
  const api = rest();
  const mute = here.closeLater(await Mute.start());
  await published(here, 'stuck');
  await api.done('/push/startup', { streamName: 'stuck', rtmpUrl: 'rtmp://127.0.0.1:1/live' });
  await api.done('/push/startup', { streamName: 'stuck', rtmpUrl: mute.url });
  assertPlayed(await recording(`${here.urls.rtmp}/live/stuck`, { seconds: SECONDS }));
  await until('the one that refuses is given up', async () =>
    !(await api.ask('/push/find', { rtmpUrl: 'rtmp://127.0.0.1:1/live' })).body?.length,
  { withinMs: 15_000 });
  await until('the mute one is dialled again', () => mute.connections > 1, { withinMs: 10_000 });
  assert.ok(mute.open <= 1, `${mute.open} connections`);
  const [{ mediaSessionId }] = await api.done('/push/find', { rtmpUrl: mute.url });
  await api.done('/push/terminate', { mediaSessionId });
  await until('the mute one is let go', () => mute.open === 0);
});

test('a stream is pulled and plays by RTMP and HLS; its source goes and comes', async () => {
  const api = rest();
  const other = await nginx();
  const uri = `${other.url}/far`;
  const source = here.closeLater(await publish(uri));
  await api.done('/pull/rtmp/pull', { uri, localStreamName: 'near' });
  await live(here, 'near', source);
  await becomes(api, uri, 'PROCESSED_REMOTE');
  const [{ hasAudio, hasVideo }] = await api.done('/pull/rtmp/find', { uri });
  assert.ok(hasAudio && hasVideo);
  const [byRtmp, byHls] = await Promise.all([
    recording(`${here.urls.rtmp}/live/near`, { seconds: SECONDS }),
    recording(`${here.urls.hls}/near/near.m3u8`, { seconds: SECONDS }),
  ]);
  assertPlayed(byRtmp);
  assertPlayed(byHls);
  assert.ok(Math.abs(byRtmp.offsetMs) < 80, JSON.stringify(byRtmp));
  await other.kill();
  await becomes(api, uri, 'PENDING');
  await other.restart();
  here.closeLater(await publish(uri));
  await becomes(api, uri, 'PROCESSED_REMOTE', 15_000);
  assertPlayed(await played(`${here.urls.rtmp}/live/near`));
  await api.done('/pull/rtmp/terminate', { uri });
  await until('the stream is gone', async () => !(await streamNamed(here.urls, 'near')));
});

test('a pull from where there is nothing fails in time', async () => {
  const api = rest();
  const other = await nginx();
  const mute = here.closeLater(await Mute.start());
  const uris = ['rtmp://127.0.0.1:1/live/x', `${mute.url}/x`, `${other.url}/nothing`];
  for (const [at, uri] of uris.entries()) {
    await api.done('/pull/rtmp/pull', { uri, localStreamName: `none-${at}` });
  }
  await becomes(api, uris[0], 'FAILED', 15_000);
  for (const uri of uris.slice(1)) assert.ok(['PENDING', 'CONNECTED'].includes(await agent(api, uri)), uri);
  for (const uri of uris) await api.done('/pull/rtmp/terminate', { uri });
  assert.equal((await api.ask('/pull/find_all')).status, 404);
});

test('a browser plays a URL of RTMP, and the server fetches it while somebody plays', async () => {
  const api = rest();
  const other = await nginx();
  const uri = `${other.url}/wanted`;
  const source = here.closeLater(await publish(uri, { name: 'high' }));
  await until('nginx has it', async () => (await recording(uri, { seconds: 1 })).frames > 5,
      { withinMs: 15_000 });
  const hall = here.closeLater(await SdkPage.open(here));
  await hall.playing('viewer', { name: uri });
  await hall.frames('viewer', 20, { withinMs: 10_000 });
  await hall.hears('viewer', PITCH_HZ);
  const second = here.closeLater(await SdkPage.open(here));
  await second.playing('viewer', { name: uri });
  await second.frames('viewer', 10, { withinMs: 10_000 });
  assert.equal((await api.done('/pull/rtmp/find_all')).length, 1, 'both share one');
  await hall.close();
  await second.close();
  await until('nobody fetches it any more', async () =>
    (await api.ask('/pull/rtmp/find_all')).status === 404, { withinMs: 20_000 });
  await source.close();
});

test('a browser that plays what cannot be fetched is told', async () => {
  rest();
  const hall = here.closeLater(await SdkPage.open(here));
  await hall.play('viewer', { name: 'rtmp://127.0.0.1:1/live/x' });
  await hall.status('viewer', 'FAILED', 10_000);
});

test('a browser\'s VP8 is republished as H.264 and AAC', async () => {
  const api = rest();
  const other = await nginx();
  const studio = here.closeLater(await SdkPage.open(here));
  await studio.publishing('camera', { name: 'shared', source: 'tone', pitchHz: PITCH_HZ,
    stripCodecs: VIDEO_ONLY.VP8, rtmpUrl: other.url });
  const [push] = await until('it is pushed', async () => (await api.ask('/push/find_all')).body?.length
    && (await api.done('/push/find_all')));
  assert.equal(push.streamName, 'rtmp_shared');
  assertPlayed(await played(`${other.url}/rtmp_shared`));
  await studio.stop('camera');
  await until('the push ends with it', async () => (await api.ask('/push/find_all')).status === 404);
});

test('a server may push to itself and pull from itself', async () => {
  const api = rest();
  await published(here, 'loop');
  await api.done('/push/startup', { streamName: 'loop', rtmpUrl: `${here.urls.rtmp}/live` });
  await until('the copy is live', () => streamNamed(here.urls, 'rtmp_loop'), { withinMs: 10_000 });
  const uri = `${here.urls.rtmp}/live/rtmp_loop`;
  await api.done('/pull/rtmp/pull', { uri, localStreamName: 'third' });
  await becomes(api, uri, 'PROCESSED_REMOTE');
  const seen = await recording(`${here.urls.rtmp}/live/third`, { seconds: SECONDS });
  assertPlayed(seen);
  assert.ok(Math.abs(seen.offsetMs) < 80, JSON.stringify(seen));
});

test('RTMP goes over TLS; a certificate that nobody vouches for is not pushed to', async () => {
  const api = rest();
  const secure = (name) => `${here.urls.rtmps}/live/${name}`;
  await published(here, 'tls', { url: secure('tls') });
  assertPlayed(await recording(secure('tls'), { seconds: SECONDS }));
  await api.done('/push/startup', { streamName: 'tls', rtmpUrl: secure('twin'),
    rtmpTransponderFullUrl: true });
  assert.equal((await api.done('/push/find_all')).length, 1);
  await throughout('nothing is published there', async () => !(await streamNamed(here.urls, 'twin')),
      { forMs: 1500 });
});
