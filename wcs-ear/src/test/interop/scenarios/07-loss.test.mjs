/** Five packets of a hundred lost, both ways: repaired by retransmission. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LossyProxy } from '../harness/lossy.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const LOSS = 0.05;
const MEASURED_MS = 10_000;

for (const [who, lossy] of [['player', 'viewer'], ['publisher', 'camera']]) {
  test(`a ${who} on a line that loses 5 % keeps nine frames of ten`, async () => {
    const page = here.closeLater(await SdkPage.open(here));
    const proxy = here.closeLater(await LossyProxy.start());
    const name = `lossy-${who}`;
    const through = (key) => (key === lossy ? { hook: { udpPort: proxy.port } } : {});
    await begin(page, proxy, 'publish', 'camera', { name, ...through('camera') });
    await begin(page, proxy, 'play', 'viewer', { name, ...through('viewer') });
    await page.frames('viewer', 10);

    proxy.lose(LOSS);
    const from = await figures(page);
    const began = performance.now();
    await until('the measurement is over', () => performance.now() - began > MEASURED_MS,
        { withinMs: MEASURED_MS + 1000 });
    const to = await figures(page);

    assert.equal((await page.figures(lossy)).pair.remotePort, proxy.port, 'the proxy carries it');
    const lost = proxy.counted.lostUp + proxy.counted.lostDown;
    assert.ok(lost > 20, `packets were lost: ${JSON.stringify(proxy.counted)}`);
    const sent = to.sent.frames - from.sent.frames;
    const decoded = to.video.frames - from.video.frames;
    assert.ok(decoded >= 0.9 * sent, `${decoded} of ${sent} frames`);
    assert.ok(sent > 50, `${sent} frames were sent`);
    const asker = who === 'player' ? [from.video, to.video] : [from.sent, to.sent];
    assert.ok(asker[1].nacks > asker[0].nacks, 'packets were asked for again');
    assert.ok(to.video.freezes - from.video.freezes <= 3,
        `${to.video.freezes - from.video.freezes} freezes`);
    await page.alive('viewer');
  });
}

async function begin(page, proxy, verb, key, options) {
  await page[verb](key, options);
  const sdp = await until('an answer comes', async () =>
    (await page.received('setRemoteSDP', key))[0]?.data[1]);
  if (options.hook) proxy.aim(Number(sdp.match(/^a=candidate:\S+ \d+ udp \d+ \S+ (\d+) /im)[1]));
  await page.status(key, verb === 'publish' ? 'PUBLISHING' : 'PLAYING');
}

async function figures(page) {
  const [{ sent }, { video }] = await Promise.all([page.figures('camera'), page.figures('viewer')]);
  return { sent, video };
}
