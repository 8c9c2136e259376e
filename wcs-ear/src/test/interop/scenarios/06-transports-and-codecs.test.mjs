/** ICE over TCP, media without a bundle, players that differ, one medium alone. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AUDIO_ONLY, VIDEO_ONLY } from '../harness/codecs.mjs';
import { RawPage } from '../harness/raw.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { Wire } from '../harness/wire.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const open = async () => here.closeLater(await SdkPage.open(here));

test('a publisher and a player that ask for TCP get it', async () => {
  const studio = await open();
  const hall = await open();
  const name = 'tcp';
  await studio.publishing('camera', { name, source: 'tone', transport: 'TCP' });
  await hall.playing('viewer', { name, transport: 'TCP' });
  await hall.frames('viewer', 20);
  await hall.ours('viewer');
  await hall.hears('viewer', 440);
  assert.equal((await studio.figures('camera')).pair.protocol, 'tcp');
  assert.equal((await hall.figures('viewer')).pair.protocol, 'tcp');
});

test('where only the TCP candidate can be reached, TCP carries the media', async () => {
  const page = await open();
  const name = 'tcp-only';
  await page.publishing('camera', { name, hook: { tcpOnly: true } });
  await page.playing('viewer', { name, hook: { tcpOnly: true } });
  await page.frames('viewer', 20);
  assert.equal((await page.figures('viewer')).pair.protocol, 'tcp');
});

test('players that prefer different codecs get the publisher\'s', async () => {
  const page = await open();
  const name = 'h264-for-all';
  await page.publishing('camera', { name, stripCodecs: VIDEO_ONLY.H264 });
  await page.playing('all', { name });
  await page.playing('some', { name, stripCodecs: VIDEO_ONLY.H264 });
  for (const key of ['all', 'some']) {
    const { video } = await page.frames(key, 20);
    assert.equal(video.codec, 'video/H264');
  }
});

test('a player without the publisher\'s codecs is given its own', async () => {
  const page = await open();
  const name = 'vp8-and-opus';
  await page.publishing('camera', { name, source: 'tone', stripCodecs: VIDEO_ONLY.VP8 });
  await page.playing('viewer', { name, stripCodecs: `${VIDEO_ONLY.H264},${AUDIO_ONLY.PCMU}` });
  const { video, audio } = await page.frames('viewer', 20, { withinMs: 10_000 });
  assert.deepEqual([video.codec, audio.codec], ['video/H264', 'audio/PCMU']);
  await page.ours('viewer');
  await page.hears('viewer', 440);
});

test('a player of sound alone and one of pictures alone get just that', async () => {
  const page = await open();
  const name = 'halves';
  await page.publishing('camera', { name, source: 'tone' });
  await page.playing('ear', { name, constraints: { audio: true, video: false } });
  await page.playing('eye', { name, constraints: { audio: false, video: true } });
  await page.frames('eye', 20);
  await page.ours('eye');
  await page.sound('ear');
  await page.hears('ear', 440);
  assert.equal((await page.figures('ear')).video, null);
  assert.equal((await page.figures('eye')).audio, null);
});

test('a publisher of sound alone is heard', async () => {
  const page = await open();
  await page.publishing('microphone', { name: 'radio', constraints: { audio: true, video: false } });
  await page.playing('ear', { name: 'radio', constraints: { audio: true, video: false } });
  await page.sound('ear');
});

test('media without a bundle has a transport each', async () => {
  const page = here.closeLater(await RawPage.open(here));
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  const name = 'unbundled';
  const config = { bundlePolicy: 'max-compat' };
  const publisher = wire.publish(name,
      await page.offer('camera', { publish: true, edit: 'unbundled', config }));
  await answered(page, wire, 'camera', publisher);
  await wire.status(publisher, 'PUBLISHING');
  const player = wire.play(name, await page.offer('viewer', { edit: 'unbundled', config }));
  const answer = await answered(page, wire, 'viewer', player);
  assert.doesNotMatch(answer, /^a=group:BUNDLE/m);
  await wire.status(player, 'PLAYING');
  await page.frames('viewer', 20);
  await page.ours('viewer');
  await page.hears('viewer', 440);
  assert.equal((await page.figures('viewer')).transports, 2);
  assert.equal((await page.figures('camera')).transports, 2);
});

test('a certificate that is not the offered one ends the publication', async () => {
  const page = here.closeLater(await RawPage.open(here));
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  const id = wire.publish('impostor',
      await page.offer('camera', { publish: true, edit: 'wrongFingerprint' }));
  await answered(page, wire, 'camera', id);
  const { info } = await wire.status(id, 'FAILED', 8000);
  assert.equal(info, 'Failed by DTLS fingerprint error');
});

async function answered(page, wire, key, id) {
  await wire.hears('setRemoteSDP', (first) => first === id);
  const { data } = wire.heard.find((frame) => frame.message === 'setRemoteSDP'
      && frame.data[0] === id);
  assert.equal(data[2], true);
  await page.answer(key, data[1]);
  return data[1];
}
