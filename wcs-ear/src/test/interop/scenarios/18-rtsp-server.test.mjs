/** RTSP in and out with the clients people use. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PITCH_HZ } from '../harness/clips.mjs';
import { streamNamed, status } from '../harness/counters.mjs';
import { live, publish, published } from '../harness/encoder.mjs';
import { played, pushing } from '../harness/gstreamer.mjs';
import { freeBlock } from '../harness/ports.mjs';
import { run } from '../harness/programs.mjs';
import { recording } from '../harness/recordings.mjs';
import { Rest } from '../harness/requests.mjs';
import { RtspSocket } from '../harness/rtsp.mjs';
import { Server, SETTINGS } from '../harness/server.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
const SECONDS = 4;
/** Of the settings in the harness. */
const SESSION_MS = 5000;

const url = (name) => `${here.urls.rtsp}/${name}`;
const over = (transport) => ['-rtsp_transport', transport];
const sent = (name, { clip, transport = 'tcp', args = [] } = {}) =>
  published(here, name, { clip, url: url(name), args: [...over(transport), ...args] });
const taken = (name, { transport = 'tcp', seconds = SECONDS, ...rest } = {}) =>
  recording(url(name), { seconds, input: over(transport), ...rest });

function assertPlayed(seen, { frames = 60, codec = 'h264', audio = 'aac' } = {}) {
  const told = JSON.stringify(seen);
  assert.equal(seen.video?.codec, codec, told);
  assert.equal(seen.audio?.codec, audio, told);
  assert.ok(seen.frames >= frames, told);
  assert.ok(Math.abs(seen.pitch - PITCH_HZ) < 5, told);
  assert.ok(Math.abs(seen.offsetMs) < 80, told);
}

for (const [transport, clip] of [['tcp', 'baseline'], ['udp', 'high']]) {
  test(`FFmpeg publishes ${clip} by ${transport} and plays it untouched by both`, async () => {
    const name = `ff-${transport}`;
    await sent(name, { clip, transport });
    assert.equal((await streamNamed(here.urls, name)).protocol, 'RTSP');
    const all = await Promise.all(['tcp', 'udp'].map((way) => taken(name, { transport: way })));
    for (const seen of all) {
      assertPlayed(seen);
      assert.equal(seen.video.reordered, clip === 'high');
      assert.deepEqual([seen.video.width, seen.video.height], [640, 360]);
    }
  });
}

test('HEVC goes in and out', async () => {
  await sent('hevc', { clip: 'hevc' });
  const all = await Promise.all(['tcp', 'udp'].map((transport) => taken('hevc', { transport })));
  for (const seen of all) assertPlayed(seen, { codec: 'hevc' });
});

const TELEPHONE = ['-ar', '8000', '-ac', '1'];
const CODECS = {
  'VP8 and Opus': ['vp8', 'opus', ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-g', '50',
    '-b:v', '600k', '-c:a', 'libopus']],
  'PCMU': ['h264', 'pcm_mulaw', ['-c:a', 'pcm_mulaw', ...TELEPHONE]],
  'PCMA': ['h264', 'pcm_alaw', ['-c:a', 'pcm_alaw', ...TELEPHONE]],
  'G.722': ['h264', 'adpcm_g722', ['-c:a', 'g722', '-ar', '16000', '-ac', '1']],
  'Speex': ['h264', 'speex', ['-c:a', 'libspeex', '-ar', '16000', '-ac', '1']],
  'MP3': ['h264', 'mp3', ['-c:a', 'libmp3lame', '-ar', '44100']],
};

test('every codec that FFmpeg sends comes out as it went in', async () => {
  await Promise.all(Object.entries(CODECS).map(async ([label, [codec, audio, args]]) => {
    const name = label.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    await sent(name, { args });
    const seen = await taken(name);
    try {
      assertPlayed(seen, { codec, audio, frames: 50 });
    } catch (error) {
      assert.fail(`${label}: ${error.message}`);
    }
  }));
});

test('sound without pictures, and pictures without sound', async () => {
  await sent('radio', { clip: 'sound' });
  await sent('mute', { clip: 'silent' });
  const [radio, mute] = await Promise.all(['radio', 'mute'].map((name) => taken(name)));
  assert.ok(!radio.video && Math.abs(radio.pitch - PITCH_HZ) < 5, JSON.stringify(radio));
  assert.ok(!mute.audio && mute.frames > 50, JSON.stringify(mute));
});

test('GStreamer publishes and plays, by TCP and by UDP', async () => {
  await Promise.all(['tcp', 'udp'].map(async (protocols) => {
    const name = `gst-${protocols}`;
    const sink = here.closeLater(await pushing(url(name), { protocols }));
    await live(here, name, sink);
    let seen = await played(url(name), { protocols });
    // GStreamer sends its first report up to 5 s after its first packet; until then sound and picture
    // are put side by side as they arrive, and it starts in bursts.
    for (let again = 0; again < 2 && Math.abs(seen.offsetMs) > 80; again++) {
      seen = await played(url(name), { protocols });
    }
    try {
      assertPlayed(seen, { frames: 50 });
    } catch (error) {
      assert.fail(`${protocols}: ${error.message}`);
    }
  }));
});

for (const transport of ['tcp', 'udp']) {
  test(`mpv plays by ${transport}`, async () => {
    const name = `mpv-${transport}`;
    await sent(name);
    const mpv = await run('mpv', ['--no-config', '--vo=null', '--ao=null', '--length=3',
      `--rtsp-transport=${transport}`, '--msg-level=all=info', url(name)], { timeout: 20_000 });
    assert.equal(mpv.code, 0, mpv.stdout + mpv.stderr);
    assert.match(mpv.stdout, /VO: \[null\] 640x360/);
    assert.match(mpv.stdout, /AO: \[null\] 48000Hz/);
  });
}

test('what a publisher of RTMP sends comes out untouched', async () => {
  await published(here, 'crossing', { clip: 'high' });
  const seen = await taken('crossing');
  assertPlayed(seen);
  assert.equal(seen.video.reordered, true);
});

test('RTSP goes over TLS', async () => {
  const secure = `${here.urls.rtsps}/tls`;
  await published(here, 'tls', { url: secure, args: over('tcp') });
  assertPlayed(await recording(secure, { seconds: SECONDS, input: over('tcp') }));
});

test('a player that is early waits for its stream, and one that is too early is told', async () => {
  const early = taken('later');
  await sent('later');
  assertPlayed(await early, { frames: 40 });
  await assert.rejects(taken('never'), /404|Not Found/);
});

test('a player gets the tracks it has chosen, and no others', async () => {
  await sent('choice');
  const client = here.closeLater(await RtspSocket.player(url('choice'), { tracks: [1] }));
  await client.more(10);
  assert.deepEqual(Object.keys(client.packets).filter((channel) => !['2', '3'].includes(channel)), []);
});

test('a player pauses and goes on', async () => {
  await sent('pause');
  const client = here.closeLater(await RtspSocket.player(url('pause')));
  await client.more(50);
  assert.equal((await client.ask('PAUSE')).status, 200);
  const before = client.media;
  await client.ask('GET_PARAMETER');
  await new Promise((done) => setTimeout(done, 500));
  assert.ok(client.media - before < 20, 'nothing comes while it pauses');
  assert.equal((await client.ask('PLAY')).status, 200);
  await client.more(50);
});

test('a name that another publishes is refused, and its owner is not disturbed', async () => {
  await sent('mine', { args: [] });
  const thief = here.closeLater(await publish(`${here.urls.rtmp}/live/mine`));
  await until('the second publisher is turned away', () => thief.ended, { withinMs: 10_000 });
  assertPlayed(await taken('mine'));
});

test('players stay while their publisher comes back', async () => {
  const first = await sent('patient');
  const player = taken('patient', { seconds: 10 });
  await until('somebody plays', async () => (await streamNamed(here.urls, 'patient')).viewers > 0,
      { withinMs: 10_000 });
  first.kill();
  await sent('patient');
  const seen = await player;
  assert.ok(seen.frames > 130, JSON.stringify(seen));
});

test('a player that goes without a word is released, by TCP at once and by UDP in time', async () => {
  await sent('released');
  const playing = async (count) => until(`${count} play`, async () =>
    (await status(here.urls)).rtsp.players === count, { withinMs: SESSION_MS + 4000 });
  const gone = await RtspSocket.player(url('released'));
  await playing(1);
  gone.reset();
  await playing(0);

  const silent = here.closeLater(await RtspSocket.open(url('released')));
  silent.controls = (await silent.describe()).controls;
  const answer = await silent.setup(0, 'RTP/AVP;unicast;client_port=20998-20999');
  assert.equal(answer.status, 200, answer.first);
  assert.equal((await silent.ask('PLAY')).status, 200);
  await playing(1);
  await playing(0);
});

test('who knows no password is turned away where one is wanted', async () => {
  const own = await Server.start({ ...SETTINGS, 'rtsp.auth': 'digest', 'rtsp.users': 'viewer:se:cret' });
  try {
    const named = (user) => own.urls.rtsp.replace('rtsp://', `rtsp://${user}@`);
    const guarded = `${named('viewer:se%3Acret')}/guarded`;
    await published({ ...here, urls: own.urls }, 'guarded', { url: guarded, args: over('tcp') });
    assertPlayed(await recording(guarded, { seconds: SECONDS, input: over('tcp') }));
    for (const user of ['viewer:wrong', 'nobody:se%3Acret']) {
      await assert.rejects(recording(`${named(user)}/guarded`, { seconds: 1, input: over('tcp') }), /401/);
    }
    const bare = here.closeLater(await RtspSocket.open(`${own.urls.rtsp}/guarded`));
    const refused = await bare.ask('DESCRIBE', undefined, { Accept: 'application/sdp' });
    assert.equal(refused.status, 401);
    assert.match(refused.headers['www-authenticate'], /^Digest /);
  } finally {
    await own.interrupt();
  }
});

/** Has a stream sent to another server for as long as a task takes. */
async function pushedTo(rtmpUrl, streamName, task) {
  const api = here.closeLater(new Rest(here.urls));
  const { mediaSessionId } = await api.done('/push/startup', { streamName, rtmpUrl });
  try {
    return await task(api, mediaSessionId);
  } finally {
    await api.done('/push/terminate', { mediaSessionId });
    await until('nobody takes it any more', async () =>
      (await streamNamed(here.urls, streamName)).viewers === 0);
  }
}

test('FFmpeg waits for a stream and gets it pushed', async () => {
  await sent('out', { clip: 'high' });
  const waiting = `rtsp://127.0.0.1:${await freeBlock(1)}/studio/door`;
  const seen = await pushedTo(waiting, 'out', async (api, mediaSessionId) => {
    const [push] = await api.done('/push/find', { streamName: 'studio/door' });
    assert.deepEqual([push.mediaSessionId, push.rtmpUrl], [mediaSessionId, waiting]);
    assert.equal((await api.ask('/push/mute', { mediaSessionId })).status, 500);
    return recording(waiting, { seconds: SECONDS, input: ['-rtsp_flags', 'listen'] });
  });
  assertPlayed(seen);
  assert.equal(seen.video.reordered, true, 'B-frames pass');
});

test('a stream of RTMP is pushed by RTSP, to ourselves', async () => {
  await published(here, 'near');
  await pushedTo(url('far'), 'near', async () => {
    await live(here, 'far');
    assert.equal((await streamNamed(here.urls, 'near')).viewers, 1);
    assertPlayed(await taken('far'));
  });
  await until('it ends there', async () => !(await streamNamed(here.urls, 'far')), { withinMs: 8000 });
});
