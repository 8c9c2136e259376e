/** RTMP in and out with the clients people use. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { clip, PITCH_HZ } from '../harness/clips.mjs';
import { streamNamed } from '../harness/counters.mjs';
import { live, publish, published } from '../harness/encoder.mjs';
import { Program, run } from '../harness/programs.mjs';
import { judged, recording } from '../harness/recordings.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
/** What a player takes beyond what all have always taken. */
const ENHANCED = ['-rtmp_enhanced_codecs', 'hvc1,av01,vp09'];

const url = (name) => `${here.urls.rtmp}/live/${name}`;

function assertPlayed(seen, { frames = 75, codec = 'h264' } = {}) {
  const told = JSON.stringify(seen);
  assert.equal(seen.video.codec, codec, told);
  assert.ok(seen.frames >= frames, told);
  assert.ok(Math.abs(seen.pitch - PITCH_HZ) < 5, told);
  assert.ok(Math.abs(seen.offsetMs) < 80, told);
}

for (const name of ['baseline', 'high']) {
  test(`FFmpeg publishes ${name} and plays it untouched`, async () => {
    await published(here, `ff-${name}`, { clip: name });
    const seen = await recording(url(`ff-${name}`));
    assertPlayed(seen);
    assert.equal(seen.audio.codec, 'aac');
    assert.equal(seen.video.reordered, name === 'high');
    assert.deepEqual([seen.video.width, seen.video.height], [640, 360]);
  });
}

test('HEVC goes in and out by enhanced RTMP', async () => {
  await published(here, 'modern', { clip: 'hevc' });
  assertPlayed(await recording(url('modern'), { modern: true, input: ENHANCED }), { codec: 'hevc' });
});

test('who knows no HEVC is given H.264', async () => {
  await published(here, 'both', { clip: 'hevc' });
  assertPlayed(await recording(url('both'), { seconds: 8 }));
});

for (const name of ['mp3', 'speex']) {
  test(`${name} is taken in`, async () => {
    await published(here, `with-${name}`, { clip: name });
    const seen = await recording(url(`with-${name}`));
    assert.ok(Math.abs(seen.pitch - PITCH_HZ) < 5, JSON.stringify(seen));
  });
}

test('sound without pictures, and pictures without sound', async () => {
  await published(here, 'radio', { clip: 'sound' });
  await published(here, 'mute', { clip: 'silent' });
  const radio = await recording(url('radio'), { seconds: 4 });
  assert.ok(!radio.video && Math.abs(radio.pitch - PITCH_HZ) < 5, JSON.stringify(radio));
  const mute = await recording(url('mute'), { seconds: 4 });
  assert.ok(!mute.audio && mute.frames > 50, JSON.stringify(mute));
});

test('rtmpdump, mpv and GStreamer play', async () => {
  await published(here, 'for-all');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'wcs-dump-'));
  try {
    const file = path.join(folder, 'dump.flv');
    await run('rtmpdump', ['--quiet', '--live', '--stop', '4', '-r', url('for-all'), '-o', file],
        { timeout: 20_000 });
    const dumped = await judged(file);
    assert.ok(dumped.frames > 50 && Math.abs(dumped.pitch - PITCH_HZ) < 5, JSON.stringify(dumped));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const mpv = await run('mpv', ['--no-config', '--vo=null', '--ao=null', '--length=3',
    '--msg-level=all=info', url('for-all')], { timeout: 20_000 });
  assert.equal(mpv.code, 0, mpv.stdout + mpv.stderr);
  assert.match(mpv.stdout, /AO: \[null\].*[\s\S]*VO: \[null\]|VO: \[null\][\s\S]*AO: \[null\]/);
  const gst = await run('gst-launch-1.0', ['-e', 'rtmp2src', `location=${url('for-all')}`,
    'num-buffers=400', '!', 'flvdemux', 'name=d', 'd.video', '!', 'queue', '!', 'h264parse', '!', 'avdec_h264',
    '!', 'fakesink', 'sync=false', 'd.audio', '!', 'queue', '!', 'aacparse', '!', 'avdec_aac', '!', 'fakesink',
    'sync=false'], { timeout: 30_000 });
  assert.equal(gst.code, 0, gst.stdout + gst.stderr);
});

test('GStreamer publishes', async () => {
  const gst = here.closeLater(new Program('gst-launch-1.0', ['-e', 'filesrc',
    `location=${await clip('baseline')}`, '!', 'matroskademux', 'name=d',
    'd.', '!', 'queue', '!', 'h264parse', '!', 'flvmux', 'name=m', 'streamable=true', '!',
    'identity', 'sync=true', '!', 'rtmp2sink', `location=${url('gst')}`,
    'd.', '!', 'queue', '!', 'aacparse', '!', 'm.']));
  await live(here, 'gst', gst);
  assertPlayed(await recording(url('gst')));
});

test('many players get the same', async () => {
  await published(here, 'crowd');
  const all = await Promise.all([1, 2, 3, 4].map(() => recording(url('crowd'), { seconds: 4 })));
  for (const seen of all) assertPlayed(seen, { frames: 75 });
});

test('a player that is early waits for its stream', async () => {
  const early = recording(url('later'), { seconds: 4 });
  await published(here, 'later');
  assertPlayed(await early, { frames: 50 });
});

test('a name that another publishes is refused, and its owner is not disturbed', async () => {
  await published(here, 'mine', { url: `${url('mine')}?key=a` });
  const thief = here.closeLater(await publish(`${url('mine')}?key=b`));
  await until('the second publisher is turned away', () => thief.ended, { withinMs: 10_000 });
  assertPlayed(await recording(url('mine'), { seconds: 4 }));
});

test('players stay while their publisher comes back', async () => {
  const first = await published(here, 'patient', { url: `${url('patient')}?key=a` });
  const player = recording(url('patient'), { seconds: 12 });
  await until('somebody plays', async () => (await streamNamed(here.urls, 'patient')).viewers > 0,
      { withinMs: 10_000 });
  first.kill();
  await published(here, 'patient', { url: `${url('patient')}?key=a` });
  const seen = await player;
  assert.ok(seen.frames > 150, JSON.stringify(seen));
});

test('a publisher whose link is dead may take its stream over', async () => {
  const dead = await published(here, 'taken', { url: `${url('taken')}?key=a` });
  dead.freeze();
  try {
    await published(here, 'taken', { url: `${url('taken')}?key=a` });
    await until('it plays', async () => (await recording(url('taken'), { seconds: 3 })).frames > 40,
        { withinMs: 20_000 });
  } finally {
    dead.thaw();
  }
});
