/** Codecs that pass through, byte for byte, whatever a browser can do with them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamNamed } from '../harness/counters.mjs';
import { CODECS, PacketPlayer, PacketPublisher } from '../harness/feeder.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
const WANTED = 50;

for (const codec of Object.keys(CODECS)) {
  test(`${codec} reaches the player untouched`, async () => {
    const name = `packets-${codec}`;
    here.closeLater(await PacketPublisher.start(`${here.urls.http}/whip/${name}`, codec));
    await until('it publishes', async () =>
      (await streamNamed(here.urls, name))?.status === 'PUBLISHING');
    const player = here.closeLater(
        await PacketPlayer.start(`${here.urls.http}/whep/${name}`, codec));
    await until(`${WANTED} packets come`, () => player.packets.length >= WANTED);
    const { ticks, payload } = CODECS[codec];
    const mask = codec === 'H265' ? 0x7f : 0xff;
    for (let at = 1; at < WANTED; at += 1) {
      const [before, packet] = [player.packets[at - 1], player.packets[at]];
      assert.equal((packet.sequence - before.sequence) & 0xffff, 1);
      assert.equal((packet.timestamp - before.timestamp) >>> 0, ticks);
      const number = packet.payload.at(-1) & mask;
      assert.deepEqual(packet.payload, payload(number));
      assert.equal(number, ((before.payload.at(-1) & mask) + 1) & mask);
    }
  });
}
