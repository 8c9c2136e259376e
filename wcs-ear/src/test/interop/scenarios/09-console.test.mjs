/** The server's own pages: publish, play, HLS and overview, over http and https. */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openPage } from '../harness/browser.mjs';
import { PITCH_HZ } from '../harness/clips.mjs';
import { published } from '../harness/encoder.mjs';
import { offer } from '../harness/offers.mjs';
import { recording } from '../harness/recordings.mjs';
import { until } from '../harness/until.mjs';
import { Wire } from '../harness/wire.mjs';
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

const guest = async () => here.closeLater(await here.browser.newContext({ ignoreHTTPSErrors: true,
  viewport: { width: 1280, height: 1100 } }));
const origin = (scheme) => here.urls[scheme].replace('127.0.0.1', 'localhost');

async function watches(context, url, withinMs = 15_000) {
  const page = await openPage(context, url);
  await until(`${url} shows more than 20 frames`, async () => {
    const shown = await frames(page, '#video');
    if (shown <= 20) throw new Error(`${shown} frames, ${await page.textContent('#overlay-text')}`);
    return true;
  }, { withinMs });
  assert.deepEqual(page.faults, [], url);
  return page;
}

for (const scheme of ['http', 'https']) {
  test(`the HLS page plays over ${scheme}, with low latency, too`, async () => {
    const context = await guest();
    const name = `console-hls-${scheme}`;
    await published(here, name, { clip: 'high' });
    const url = `${origin(scheme)}/hls.html?name=${name}`;
    const [plain, low] = await Promise.all([watches(context, url), watches(context, `${url}&mode=ll`)]);
    assert.equal(await plain.isVisible('#live'), true);
    await until('the figures are shown', async () =>
      /640\s*[×x]\s*360/.test(await low.textContent('#stats')));
    assert.match(await plain.inputValue('[name=mode]:checked'), /ts/);
    assert.match(await low.inputValue('[name=mode]:checked'), /ll/);
    assert.equal((await low.textContent('#error-count')).trim(), '0');
    await low.screenshot({ path: path.join(PICTURES, `${scheme}-hls.png`) });
  });
}

/** What the panel says: {group, label, url}. */
async function addresses(context, name) {
  const overview = await openPage(context, `${origin('http')}/`);
  await overview.click(`[aria-label="How to watch ${name}"]`, { timeout: 10_000 });
  await overview.screenshot({ path: path.join(PICTURES, 'http-watch.png') });
  const found = await overview.$$eval('dialog[open] section', (sections) => sections.flatMap((section) =>
    [...section.querySelectorAll('.address-line')].map((line) => ({
      group: section.querySelector('h3').textContent,
      label: line.querySelector('.address-label').textContent,
      url: line.querySelector('.address').textContent,
    }))));
  await overview.close();
  return found;
}

const WATCH = {
  Browser: async (url, context) => (await watches(context, url)).close(),
  RTMP: heard,
  HLS: heard,
  RTSP: heard,
  WebRTC: async (url, context) => {
    if (url.startsWith('ws')) {
      await (await Wire.session(url)).close();
      return;
    }
    const answer = await context.request.post(url, { data: offer({ direction: 'recvonly' }),
      headers: { 'Content-Type': 'application/sdp' } });
    assert.equal(answer.status(), 201, `${url}: ${await answer.text()}`);
    const resource = new URL(answer.headers().location, url);
    assert.equal((await context.request.delete(resource.href)).status(), 200);
  },
};

async function heard(url) {
  const seen = await recording(url, { seconds: 1 });
  assert.ok(seen.frames >= 10 && Math.abs(seen.pitch - PITCH_HZ) < 10, `${url}: ${JSON.stringify(seen)}`);
}

test('every address of "How to watch" can be watched', async () => {
  const context = await guest();
  const name = 'how-to';
  await published(here, name);
  const all = await addresses(context, name);
  const urls = all.filter(({ group }) => group !== 'Commands');
  assert.deepEqual([...new Set(urls.map(({ group }) => group))], ['Browser', 'WebRTC', 'RTMP', 'RTSP', 'HLS']);
  assert.ok(urls.length >= 16, JSON.stringify(urls));
  await Promise.all(Object.keys(WATCH).map(async (kind) => {
    for (const { group, label, url } of urls.filter((one) => one.group === kind)) {
      await WATCH[kind](url, context).catch((error) => assert.fail(`${group}, ${label}: ${error.message}`));
    }
  }));
  const commands = all.filter(({ group }) => group === 'Commands');
  assert.ok(commands.length >= 4);
  for (const { url } of commands) {
    assert.ok(urls.some((known) => url.includes(known.url)), url);
  }
});
