/** VLC, as encoder and as player. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PITCH_HZ } from '../harness/clips.mjs';
import { live, published } from '../harness/encoder.mjs';
import { recording } from '../harness/recordings.mjs';
import { publishing, watched } from '../harness/vlc.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });

function assertPlayed(seen) {
  const told = JSON.stringify(seen);
  assert.equal(seen.video?.codec, 'h264', told);
  assert.ok(seen.frames >= 40, told);
  assert.ok(Math.abs(seen.pitch - PITCH_HZ) < 5, told);
  assert.ok(Math.abs(seen.offsetMs) < 80, told);
}

test('VLC publishes', async () => {
  const url = `${here.urls.rtmp}/live/from-vlc`;
  const vlc = here.closeLater(await publishing(url));
  await live(here, 'from-vlc', vlc);
  assertPlayed(await recording(url, { seconds: 3 }));
});

test('VLC plays by RTMP and by HLS', async () => {
  await published(here, 'to-vlc', { clip: 'high' });
  assertPlayed(await watched(`${here.urls.rtmp}/live/to-vlc`));
  assertPlayed(await watched(`${here.urls.hls}/to-vlc/to-vlc.m3u8`));
});
