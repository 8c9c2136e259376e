/** One publisher, three players, with the vendor's SDK; VP8 and H.264. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VIDEO_ONLY } from '../harness/codecs.mjs';
import { quiet, status, streamNamed } from '../harness/counters.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const PLAYERS = ['first', 'second', 'third'];

for (const codec of ['VP8', 'H264']) {
  test(`three players see and hear a ${codec} publisher within five seconds`, async () => {
    const studio = here.closeLater(await SdkPage.open(here));
    const hall = here.closeLater(await SdkPage.open(here));
    const name = `studio-${codec}`;

    await studio.publishing('camera', { name, stripCodecs: VIDEO_ONLY[codec] });
    const asked = performance.now();
    await Promise.all(PLAYERS.map((key) => hall.play(key, { name })));
    await Promise.all(PLAYERS.map((key) => hall.status(key, 'PLAYING')));
    const left = () => ({ withinMs: Math.max(1, 5000 - (performance.now() - asked)) });
    for (const key of PLAYERS) {
      const { video } = await hall.frames(key, 20, left());
      assert.equal(video.codec, `video/${codec}`);
      await hall.sound(key, left().withinMs);
    }
    for (const key of PLAYERS) await hall.alive(key);

    const listed = await streamNamed(here.urls, name);
    assert.equal(listed.viewers, 3);
    const { sessions, viewers } = await status(here.urls);
    assert.deepEqual({ sessions, viewers }, { sessions: 2, viewers: 3 });

    await ratesComeEverySecond(studio, 'camera', 'inboundVideoRate');
    await ratesComeEverySecond(hall, 'second', 'outboundVideoRate');

    await hall.stop('first');
    await hall.status('first', 'STOPPED');
    await studio.stop('camera');
    await studio.status('camera', 'UNPUBLISHED');
    await hall.status('second', 'STOPPED');
    await hall.status('third', 'STOPPED');
    assert.deepEqual(await studio.story('camera'), ['PUBLISHING', 'UNPUBLISHED: Stopped by user']);
    assert.deepEqual(await hall.story('first'), ['PENDING', 'PLAYING', 'STOPPED: Stopped by user']);
    assert.deepEqual(await hall.story('third'),
        ['PENDING', 'PLAYING', 'STOPPED: Stopped by publisher stop']);
    await answersComeBeforeStatuses(hall, 'second');
    assert.deepEqual([...studio.faults, ...hall.faults], []);

    await studio.disconnect();
    await hall.disconnect();
    await quiet(here.urls);
  });
}

async function ratesComeEverySecond(page, key, message) {
  const rates = await until(`${key} is told four rates`, async () => {
    const all = await page.received(message, key);
    return all.length >= 4 && all;
  }, { withinMs: 8000 });
  const gap = (rates.at(-1).at - rates[0].at) / (rates.length - 1);
  assert.ok(gap > 750 && gap < 1250, `${message} every ${gap} ms`);
  const { videoRate } = rates.at(-1).data[0];
  assert.ok(videoRate > 20_000 && videoRate < 5_000_000, `a rate in bit/s: ${videoRate}`);
}

async function answersComeBeforeStatuses(page, key) {
  const id = await page.id(key);
  const order = (await page.wire())
      .filter(({ way, data }) => way === 'in' && (data[0] === id || data[0]?.mediaSessionId === id))
      .map(({ message, data }) => data[0].status || message);
  assert.equal(order[0], 'setRemoteSDP');
  assert.ok(order.indexOf('PLAYING') > 0 && order.at(-1) === 'STOPPED', order.join(' '));
}
