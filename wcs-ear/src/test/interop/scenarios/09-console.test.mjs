/** The server's own pages: publish, play and overview, over http and https. */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openPage } from '../harness/browser.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const PICTURES = path.join(os.tmpdir(), 'wcs-interop-pictures');

const frames = (page, selector) => page.$eval(selector, (video) =>
  video.getVideoPlaybackQuality().totalVideoFrames);

for (const scheme of ['http', 'https']) {
  test(`a camera is published and watched over ${scheme}`, async () => {
    await mkdir(PICTURES, { recursive: true });
    const context = here.closeLater(await here.browser.newContext({ ignoreHTTPSErrors: true,
      viewport: { width: 1280, height: 860 } }));
    const origin = here.urls[scheme].replace('127.0.0.1', 'localhost');
    const name = `console-${scheme}`;
    const shot = (page, what) => page.screenshot({ path: path.join(PICTURES, `${scheme}-${what}.png`) });

    const studio = await openPage(context, `${origin}/publish.html`);
    await studio.fill('#name', name);
    await studio.selectOption('#resolution', '320x180');
    await studio.click('#go');
    const overview = await openPage(context, `${origin}/`);
    await until('the overview lists the stream', async () =>
      (await overview.textContent('#streams')).includes(name), { withinMs: 10_000 });

    const sockets = [];
    context.on('page', (page) => page.on('websocket', (socket) => sockets.push(socket.url())));
    const hall = await openPage(context, `${origin}/play.html?name=${name}`);
    await until('more than 20 frames are shown', async () =>
      (await frames(hall, '#video')) > 20, { withinMs: 10_000 });
    const viewers = overview.locator('#streams tr', { hasText: name })
        .locator('td[data-label="Viewers"]');
    await until('the overview counts the viewer', async () =>
      (await viewers.textContent({ timeout: 500 })).trim() === '1');
    const wanted = scheme === 'https' ? 'wss:' : 'ws:';
    assert.ok(sockets.length > 0 && sockets.every((url) => url.startsWith(wanted)), `${sockets}`);
    await shot(studio, 'publish');
    await shot(hall, 'play');
    await shot(overview, 'overview');

    await studio.click('#go');
    await until('the overview no longer lists it', async () =>
      !(await overview.textContent('#streams')).includes(name), { withinMs: 5000 });
    assert.deepEqual([...studio.faults, ...hall.faults, ...overview.faults], []);
  });
}
