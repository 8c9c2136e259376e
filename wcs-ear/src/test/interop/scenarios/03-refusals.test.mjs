/** Names taken and unknown, ids reused, codecs that do not meet: the exact texts. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VIDEO_ONLY } from '../harness/codecs.mjs';
import { streamNamed } from '../harness/counters.mjs';
import { offer } from '../harness/offers.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { Wire } from '../harness/wire.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const open = async () => here.closeLater(await SdkPage.open(here));

test('a busy name is refused to others, and the first publisher goes on', async () => {
  const studio = await open();
  const rival = await open();
  const name = 'busy';
  await studio.publishing('camera', { name });
  await rival.publish('camera', { name });
  const { info } = await rival.status('camera', 'FAILED');
  assert.equal(info, 'Stream name is already in use');
  await rival.playing('viewer', { name });
  await rival.frames('viewer', 5);
  assert.deepEqual(await studio.story('camera'), ['PUBLISHING']);
});

test('the same session takes its own name over', async () => {
  const studio = await open();
  const name = 'mine';
  await studio.publishing('first', { name });
  await studio.publishing('second', { name, source: 'tone' });
  const { what } = await studio.status('first', 'FAILED').catch(() =>
    studio.status('first', 'UNPUBLISHED', 1));
  assert.ok(['FAILED', 'UNPUBLISHED'].includes(what));
  await studio.playing('viewer', { name });
  await studio.ours('viewer');
  assert.ok(await streamNamed(here.urls, name));
  assert.deepEqual(await studio.story('second'), ['PUBLISHING']);
});

test('a mediaSessionId cannot be used twice', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  const mediaSessionId = wire.publish('twice-a', offer());
  await wire.hears('setRemoteSDP', (id) => id === mediaSessionId);
  wire.publish('twice-b', offer(), { mediaSessionId });
  const { info } = await wire.status(mediaSessionId, 'FAILED');
  assert.equal(info, 'MediaSessionId is already in use');
});

test('a missing mediaSessionId is told', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  wire.say('publishStream', { name: 'no-id', sdp: offer(), mediaProvider: 'WebRTC' });
  const { info } = await wire.hears('notifyStreamStatusEvent');
  assert.equal(info, 'MediaSessionId is null');
});

test('availability is told with a reason', async () => {
  const studio = await open();
  assert.deepEqual(await studio.available('before', { name: 'there' }),
      { available: false, info: 'Stream not found' });
  await studio.publishing('camera', { name: 'there' });
  const { available } = await studio.available('after', { name: 'there' });
  assert.equal(available, true);
});

test('an unknown stream is not found', async () => {
  const hall = await open();
  await hall.play('viewer', { name: 'nobody' });
  const { info } = await hall.status('viewer', 'FAILED');
  assert.equal(info, 'Stream not found');
});

test('a player whose only video codec nobody can make is told so', async () => {
  const studio = await open();
  const name = 'vp8-only';
  await studio.publishing('camera', { name, stripCodecs: VIDEO_ONLY.VP8 });
  await studio.play('viewer', { name, stripCodecs: VIDEO_ONLY.VP9 });
  const { info } = await studio.status('viewer', 'FAILED');
  assert.equal(info, 'No common codecs');
});
