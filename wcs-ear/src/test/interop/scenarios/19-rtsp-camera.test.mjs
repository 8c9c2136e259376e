/** Cameras: pulled by their URL or by REST, in any format, and shown wherever streams are shown. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Camera, view } from '../harness/camera.mjs';
import { PITCH_HZ } from '../harness/clips.mjs';
import { streamNamed } from '../harness/counters.mjs';
import { live } from '../harness/encoder.mjs';
import { Log } from '../harness/log.mjs';
import { offer } from '../harness/offers.mjs';
import { recording } from '../harness/recordings.mjs';
import { Rest } from '../harness/requests.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const SECONDS = 4;
const GUARD = { user: 'operator', password: 'open:se/s@me?' };
/** Of the settings in the harness, and time for the goodbye. */
const IDLE_MS = 8000;

let log;

before(async () => { log = await Log.mark(here.urls); });

after(async () => {
  assert.deepEqual(await log.complaints(), []);
  const text = await log.since();
  for (const secret of [GUARD.password, encodeURIComponent(GUARD.password), GUARD.user]) {
    assert.ok(!text.includes(secret), 'the log does not give the password away');
  }
});

const rest = () => here.closeLater(new Rest(here.urls));
const camera = async (mounts, options) => here.closeLater(await Camera.start(mounts, options));
const viewer = async () => here.closeLater(await SdkPage.open(here));
const untouched = (name, options) => recording(`${here.urls.rtsp}/${name}`,
    { seconds: SECONDS, input: ['-rtsp_transport', 'tcp'], ...options });

/** Has a camera fetched; it ends with the test, as its API does. */
async function pulled(api, uri, localStreamName) {
  await api.done('/rtsp/startup', { uri, localStreamName });
  await until(`${localStreamName} plays`, async () => {
    const [agent] = await api.done('/rtsp/find', { uri });
    if (agent.status !== 'PLAYING') throw new Error(JSON.stringify(agent));
    return true;
  }, { withinMs: 15_000 });
}

const released = (api) => until('nobody fetches anything', async () =>
  (await api.ask('/rtsp/find_all')).status === 404, { withinMs: IDLE_MS });

test('a camera with a password plays in browsers by its URL, over one connection, until they leave', async () => {
  const api = rest();
  const gate = await camera({ '/gate': await view() }, GUARD);
  const name = gate.url('/gate');
  const halls = await Promise.all([viewer(), viewer()]);
  for (const hall of halls) await hall.play('viewer', { name });
  for (const hall of halls) await hall.status('viewer', 'PLAYING', 15_000);
  for (const hall of halls) {
    await hall.frames('viewer', 20, { withinMs: 10_000 });
    await hall.hears('viewer', PITCH_HZ);
  }
  assert.equal(gate.told('connected'), 1);
  const [agent, ...others] = await api.done('/rtsp/find_all');
  assert.deepEqual(others, []);
  assert.deepEqual([agent.uri, agent.status, agent.hasAudio, agent.hasVideo], [name, 'PLAYING', true, true]);
  for (const hall of halls) await hall.close();
  await released(api);
  await until('the camera hears the goodbye', () => gate.told('teardown') === 1);
});

test('who plays what cannot be had is told why', async () => {
  const gate = await camera({ '/gate': await view(),
    '/raw': '( videotestsrc is-live=true ! video/x-raw,width=64,height=48 ! rtpvrawpay name=pay0 )' }, GUARD);
  const basic = await camera({ '/gate': await view() }, { ...GUARD, method: 'basic' });
  const cases = [
    [gate.url('/nowhere'), 'Rtsp stream not found'],
    [gate.url('/gate', { password: 'wrong' }), 'Failed to connect to rtsp stream'],
    [`rtsp://127.0.0.1:${gate.port}/gate`, 'Failed to connect to rtsp stream'],
    [basic.url('/gate', { password: 'wrong' }), 'Failed to connect to rtsp stream'],
    ['rtsp://127.0.0.1:1/gate', 'Failed to connect to rtsp stream'],
    ['rtsp://camera.invalid/gate', 'Failed to connect to rtsp stream'],
    [gate.url('/raw'), 'Rtsp has wrong format'],
    ['rtsp://', 'Bad URI'],
  ];
  const hall = await viewer();
  await Promise.all(cases.map(async ([name, info], at) => {
    const key = `case ${at}`;
    await hall.play(key, { name });
    const failed = await hall.status(key, 'FAILED', 15_000);
    assert.equal(failed.info, info, name);
  }));
});

test('a password may go by Basic', async () => {
  const api = rest();
  const gate = await camera({ '/gate': await view() }, { ...GUARD, method: 'basic' });
  await pulled(api, gate.url('/gate'), 'basic');
  assert.ok((await untouched('basic')).frames > 50);
});

test('operators fetch, find and end cameras', async () => {
  const api = rest();
  const gate = await camera({ '/gate': await view({ clip: 'high' }) }, GUARD);
  const uri = gate.url('/gate');
  await pulled(api, uri, 'gate');
  assert.equal((await api.ask('/rtsp/startup', { uri })).status, 409);
  assert.equal((await api.ask('/rtsp/startup', { uri: `${uri}2`, localStreamName: 'gate' })).status, 409);
  assert.equal((await api.done('/rtsp/find', { status: 'PLAYING' }))[0].localStreamName, 'gate');
  await live(here, 'gate');
  assert.equal((await streamNamed(here.urls, 'gate')).protocol, 'RTSP');
  const hall = await viewer();
  await hall.playing('viewer', { name: 'gate' });
  const [seen] = await Promise.all([untouched('gate'), hall.frames('viewer', 20, { withinMs: 10_000 })]);
  assert.equal(seen.video.reordered, true, 'B-frames pass');
  assert.ok(Math.abs(seen.pitch - PITCH_HZ) < 5 && Math.abs(seen.offsetMs) < 80, JSON.stringify(seen));
  assert.equal(gate.told('connected'), 1);
  await api.done('/rtsp/terminate', { uri });
  await hall.status('viewer', 'STOPPED');
  const { status, body } = await api.ask('/rtsp/find', { uri });
  assert.deepEqual([status, body.message], [404, 'RTSP not found']);
  await until('the camera hears the goodbye', () => gate.told('teardown') === 1);
});

/** What a camera shows, and how it comes out at an RTSP player. */
const FORMATS = {
  'h264-aac': [{}, 'h264', 'aac'],
  'parameters-told-once': [{ video: 'bare' }, 'h264', 'aac'],
  'h265': [{ clip: 'hevc', video: 'h265' }, 'hevc', 'aac'],
  'mjpeg-pcma': [{ video: 'jpeg', audio: 'pcma' }, 'mjpeg', 'pcm_alaw'],
  'latm': [{ audio: 'latm' }, 'h264', 'aac'],
  'pcmu': [{ audio: 'pcmu' }, 'h264', 'pcm_mulaw'],
  'opus': [{ audio: 'opus' }, 'h264', 'opus'],
  'g722': [{ audio: 'g722' }, 'h264', 'adpcm_g722'],
  /** Matroska has no place for it. */
  'g726': [{ audio: 'g726' }, 'h264', 'pcm_s16le', ['-c:a', 'pcm_s16le']],
  'mute': [{ audio: null }, 'h264', undefined],
};

for (const transports of ['tcp', 'udp']) {
  test(`every format comes through from cameras that know nothing but ${transports}`, async () => {
    const api = rest();
    const mounts = {};
    for (const [name, [what]] of Object.entries(FORMATS)) mounts[`/${name}`] = await view(what);
    const all = await camera(mounts, { transports });
    await Promise.all(Object.entries(FORMATS).map(async ([format, [, video, audio, output]]) => {
      const name = `${transports}-${format}`;
      await pulled(api, all.url(`/${format}`), name);
      await live(here, name);
      const seen = await untouched(name, { output });
      const told = `${name}: ${JSON.stringify(seen)}`;
      assert.deepEqual([seen.video?.codec, seen.audio?.codec], [video, audio], told);
      assert.ok(seen.frames >= 50, told);
      if (!audio) return;
      assert.ok(Math.abs(seen.pitch - PITCH_HZ) < 6 && Math.abs(seen.offsetMs) < 80, told);
    }));
  });
}

test('pictures that browsers do not know are made such that they do', async () => {
  const all = await camera({ '/h265': await view({ clip: 'hevc', video: 'h265' }),
    '/jpeg': await view({ video: 'jpeg', audio: 'g726' }) });
  const hall = await viewer();
  for (const path of ['/h265', '/jpeg']) await hall.play(path, { name: all.url(path) });
  for (const path of ['/h265', '/jpeg']) {
    await hall.status(path, 'PLAYING', 15_000);
    await hall.frames(path, 20, { withinMs: 15_000 });
    await hall.hears(path, PITCH_HZ);
  }
});

test('a camera is watched by HLS and by WHEP under its URL', async () => {
  const api = rest();
  const gate = await camera({ '/gate': await view() }, GUARD);
  const path = encodeURIComponent(gate.url('/gate'));
  const recorded = recording(`${here.urls.hls}/${path}/${path}.m3u8`, { seconds: SECONDS });
  const answer = await fetch(`${here.urls.http}/whep/${path}`, { method: 'POST',
    body: offer({ direction: 'recvonly' }), headers: { 'Content-Type': 'application/sdp' } });
  assert.equal(answer.status, 201, await answer.text());
  await fetch(new URL(answer.headers.get('location'), here.urls.http), { method: 'DELETE' });
  const seen = await recorded;
  assert.ok(seen.frames >= 50 && Math.abs(seen.pitch - PITCH_HZ) < 5, JSON.stringify(seen));
  assert.equal(gate.told('connected'), 1);
  await released(api);
});

test('a camera that comes back goes on where somebody watches', async () => {
  const api = rest();
  const gate = await camera({ '/gate': await view() }, GUARD);
  const hall = await viewer();
  await hall.playing('viewer', { name: gate.url('/gate') });
  await hall.frames('viewer', 20, { withinMs: 10_000 });
  await gate.kill();
  await gate.restart();
  const { video } = await hall.figures('viewer');
  await hall.frames('viewer', 40, { beyond: video.frames, withinMs: 15_000 });
  assert.ok(!(await hall.story('viewer')).some((line) => /STOPPED|FAILED/.test(JSON.stringify(line))));
  await hall.close();
  await released(api);
});

test('a camera that an operator wants is waited for', async () => {
  const api = rest();
  const gate = await camera({ '/gate': await view() });
  const uri = gate.url('/gate');
  await gate.kill();
  await api.done('/rtsp/startup', { uri, localStreamName: 'patience' });
  await until('it is dialled', async () => (await api.done('/rtsp/find', { uri }))[0].status === 'PENDING');
  await gate.restart();
  assert.ok((await until('it plays', async () => await streamNamed(here.urls, 'patience')
      && untouched('patience'), { withinMs: 15_000 })).frames > 50);
});
