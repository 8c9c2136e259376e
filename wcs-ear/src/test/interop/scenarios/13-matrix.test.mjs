/**
 * Every publisher to every viewer: frames are decoded, the tone has its pitch, and the sound is less
 * than 80 ms from its picture. The figures are printed as a table.
 */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Camera, view } from '../harness/camera.mjs';
import { PITCH_HZ } from '../harness/clips.mjs';
import { VIDEO_ONLY } from '../harness/codecs.mjs';
import { live, published } from '../harness/encoder.mjs';
import { HlsPage } from '../harness/hls.mjs';
import { recording } from '../harness/recordings.mjs';
import { Rest } from '../harness/requests.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const MOST_OFFSET_MS = 80;
const SECONDS = 6;
const FEWEST_FRAMES = 60;

const here = world();
const rows = [];

const PUBLISHERS = {
  'WebRTC VP8': (name) => browser(name, 'VP8'),
  'WebRTC H.264': (name) => browser(name, 'H264'),
  'RTMP baseline': (name) => published(here, name, { clip: 'baseline' }),
  'RTMP high, B-frames': (name) => published(here, name, { clip: 'high' }),
  'RTMP HEVC': (name) => published(here, name, { clip: 'hevc' }),
  'RTSP push': (name) => published(here, name,
      { clip: 'high', url: `${here.urls.rtsp}/${name}`, args: ['-rtsp_transport', 'tcp'] }),
  'RTSP pull': (name) => camera(name, {}),
  'RTSP pull, HEVC': (name) => camera(name, { clip: 'hevc', video: 'h265' }),
};

const VIEWERS = {
  'WebRTC': webRtc,
  'RTMP': (name) => recorded(`${here.urls.rtmp}/live/${name}`),
  'HLS TS': (name) => recorded(`${here.urls.hls}/${name}/ts.m3u8`),
  'LL-HLS': lowLatency,
  'RTSP': (name) => recorded(`${here.urls.rtsp}/${name}`, ['-rtsp_transport', 'tcp']),
};

async function camera(name, what) {
  const source = here.closeLater(await Camera.start({ '/camera': await view(what) },
      { user: 'operator', password: 'secret' }));
  const api = here.closeLater(new Rest(here.urls));
  await api.done('/rtsp/startup', { uri: source.url('/camera'), localStreamName: name });
  await live(here, name);
}

async function browser(name, codec) {
  const studio = here.closeLater(await SdkPage.open(here));
  await studio.publishing('camera',
      { name, source: 'tone', pitchHz: PITCH_HZ, flash: true, stripCodecs: VIDEO_ONLY[codec] });
}

async function webRtc(name) {
  const hall = here.closeLater(await SdkPage.open(here));
  await hall.playing('viewer', { name });
  await hall.frames('viewer', 10, { withinMs: 10_000 });
  await hall.hears('viewer', PITCH_HZ);
  // A browser brings sound and picture together little by little, some 5 ms a second: where the
  // first pictures were late (HEVC is decoded from its key frame first), that takes its time.
  const { offsetMs } = await until('sound and picture are together', async () => {
    const measured = await hall.sync('viewer', SECONDS / 2);
    const together = measured.offsetMs !== null && Math.abs(measured.offsetMs) < MOST_OFFSET_MS;
    if (!together) throw new Error(JSON.stringify(measured));
    return measured;
  }, { withinMs: 90_000 });
  const { video } = await hall.figures('viewer');
  return { codec: video.codec.replace('video/', '').toLowerCase(), frames: video.frames,
    pitch: await hall.pitch('viewer'), offsetMs };
}

async function recorded(url, input) {
  const seen = await recording(url, { seconds: SECONDS, input });
  return { codec: seen.video.codec, frames: seen.frames, pitch: seen.pitch, offsetMs: seen.offsetMs };
}

/** Chromium decodes no HEVC: there FFmpeg plays the same parts. */
async function lowLatency(name, publisher) {
  const url = `${here.urls.hls}/${name}/ll.m3u8`;
  if (publisher.includes('HEVC')) return recorded(url);
  const page = here.closeLater(await HlsPage.open(here));
  await page.start('viewer', 'hlsjs', url, { lowLatency: true });
  await page.frames('viewer', 10);
  await page.hears('viewer', PITCH_HZ);
  const { offsetMs } = await page.sync('viewer', SECONDS);
  const { frames, latency, faults } = await page.figures('viewer');
  assert.deepEqual(faults.filter((fault) => fault.startsWith('fatal')), []);
  return { codec: 'h264', frames, pitch: await page.pitch('viewer'), offsetMs, latency };
}

/** What is seen once the publisher's reports have put sound and picture side by side. */
async function settled(play) {
  let seen = await play();
  for (let again = 0; again < 2 && Math.abs(seen.offsetMs ?? 0) >= MOST_OFFSET_MS; again++) {
    seen = await play();
  }
  return seen;
}

for (const [publisher, start] of Object.entries(PUBLISHERS)) {
  test(`${publisher} is seen and heard everywhere`, async () => {
    const name = publisher.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    await start(name);
    const seen = await Promise.all(Object.entries(VIEWERS).map(async ([viewer, play]) => {
      const row = { publisher, viewer };
      rows.push(row);
      try {
        Object.assign(row, await settled(() => play(name, publisher)));
      } catch (error) {
        row.fault = error.message;
      }
      return row;
    }));
    for (const row of seen) {
      const told = JSON.stringify(row);
      assert.ok(!row.fault, told);
      assert.ok(row.frames >= FEWEST_FRAMES, told);
      assert.ok(Math.abs(row.pitch - PITCH_HZ) < 10, told);
      assert.ok(row.offsetMs !== null && Math.abs(row.offsetMs) < MOST_OFFSET_MS, told);
    }
  });
}

after(() => {
  const line = (...cells) => `| ${cells.join(' | ')} |\n`;
  process.stdout.write(`\n${line('from', 'to', 'codec', 'frames', 'Hz', 'A/V ms', 'latency s')}`
    + line(...Array(7).fill('---')));
  for (const { publisher, viewer, codec, frames, pitch, offsetMs, latency, fault } of rows) {
    process.stdout.write(line(publisher, viewer, codec ?? '', frames ?? fault, pitch?.toFixed(0) ?? '',
        offsetMs?.toFixed(0) ?? '', latency?.toFixed(1) ?? ''));
  }
});
