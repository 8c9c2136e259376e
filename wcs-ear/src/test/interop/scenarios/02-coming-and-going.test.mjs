/** Late joiners, publishers that leave, come back, or vanish. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quiet, streamNamed } from '../harness/counters.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const open = async () => here.closeLater(await SdkPage.open(here));

test('a late joiner sees the first picture within a second', async () => {
  const studio = await open();
  const hall = await open();
  const name = 'late';
  const { at } = await studio.publishing('camera', { name });
  await until('the publisher is five seconds old',
      () => performance.timeOrigin + performance.now() - at > 5000, { withinMs: 8000 });
  for (const key of ['one', 'two']) {
    const asked = performance.now();
    await hall.play(key, { name });
    await hall.status(key, 'PLAYING');
    const playing = performance.now();
    await hall.frames(key, 0, { withinMs: 1000 });
    const shown = performance.now();
    assert.ok(shown - playing < 1000, `first picture ${shown - playing} ms after PLAYING`);
    assert.ok(shown - asked < 2500, `first picture ${shown - asked} ms after the wish`);
  }
});

test('players are told of a stop and see the publisher again when it comes back', async () => {
  const studio = await open();
  const hall = await open();
  const name = 'comeback';
  for (const round of ['first', 'second']) {
    await studio.publishing(`camera-${round}`, { name, source: 'tone' });
    await hall.playing(`viewer-${round}`, { name });
    await hall.frames(`viewer-${round}`, 5);
    await hall.ours(`viewer-${round}`);
    await hall.hears(`viewer-${round}`, 440);
    await studio.stop(`camera-${round}`);
    const { info } = await hall.status(`viewer-${round}`, 'STOPPED', 1000);
    assert.equal(info, 'Stopped by publisher stop');
    await studio.status(`camera-${round}`, 'UNPUBLISHED');
    await until('the stream is gone', async () => !(await streamNamed(here.urls, name)));
  }
  assert.deepEqual([...studio.faults, ...hall.faults], []);
});

test('a page closed while it publishes ends the stream for everyone within a second', async () => {
  const studio = await SdkPage.open(here);
  const hall = await open();
  const name = 'vanishing';
  await studio.publishing('camera', { name });
  await hall.playing('one', { name });
  await hall.playing('two', { name });
  await hall.frames('one', 5);
  const closed = performance.timeOrigin + performance.now();
  await studio.close();
  for (const key of ['one', 'two']) {
    const { at, info } = await hall.status(key, 'STOPPED', 2000);
    assert.ok(at - closed < 1500, `${key} was told after ${at - closed} ms`);
    assert.equal(info, 'Stopped by publisher stop');
  }
  await hall.disconnect();
  await quiet(here.urls);
});

test('a session that ends takes its publications and plays with it', async () => {
  const studio = await open();
  const hall = await open();
  const name = 'hangup';
  await studio.publishing('camera', { name });
  await hall.playing('viewer', { name });
  await hall.frames('viewer', 5);
  await hall.disconnect();
  await until('the stream has no viewer', async () =>
    (await streamNamed(here.urls, name)).viewers === 0);
  await studio.disconnect();
  await quiet(here.urls);
});
