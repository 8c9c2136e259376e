/** The console of the operator: true figures of streams, viewers and sessions, and buttons that end them. */

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openPage } from '../harness/browser.mjs';
import { clip } from '../harness/clips.mjs';
import { status, streamNamed } from '../harness/counters.mjs';
import { live, published } from '../harness/encoder.mjs';
import { Program, run } from '../harness/programs.mjs';
import { Rest } from '../harness/requests.mjs';
import { Server, SETTINGS } from '../harness/server.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const PICTURES = path.join(os.tmpdir(), 'wcs-interop-pictures');
/** Polls may meet the moment in which something has gone already. */
const GONE = /status of 404/;

const origin = (urls = here.urls) => urls.http.replace('127.0.0.1', 'localhost');
const guest = async (more = {}) => here.closeLater(await here.browser.newContext({
  viewport: { width: 1280, height: 1000 }, ...more }));
const rest = () => here.closeLater(new Rest(here.urls));
const faultless = (...pages) => assert.deepEqual(
    pages.flatMap(({ faults }) => faults).filter((fault) => !GONE.test(fault)), []);

async function shot(page, name) {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `operations-${name}.png`), fullPage: true });
}

/** FFmpeg as a viewer that stores nothing. */
const viewer = (url, ...before) => here.closeLater(new Program('ffmpeg', ['-hide_banner', '-nostdin',
  '-loglevel', 'error', ...before, '-i', url, '-map', '0', '-c', 'copy', '-f', 'null', '-']));

/** The size that FFmpeg publishes, in bits per second. */
async function truth(name = 'baseline') {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', 'packet=size:stream=codec_type',
    '-select_streams', 'v', '-of', 'csv=p=0', await clip(name)]);
  const sizes = stdout.split('\n').map(Number).filter((size) => size > 0);
  return (8 * sizes.reduce((sum, size) => sum + size, 0)) / (sizes.length / 25);
}

const UNITS = { 'kbit/s': 1e3, 'Mbit/s': 1e6, 'Gbit/s': 1e9 };

/** "1.2 Mbit/s" as a number. */
function bits(text) {
  const [, value, unit] = /([\d.]+) ([kMG]bit\/s)/.exec(text) || [];
  assert.ok(unit, text);
  return Number(value) * UNITS[unit];
}

const fact = (root, name) => root.locator(`[data-fact="${name}"] dd`).first().textContent({ timeout: 2000 });
const figure = (row, name) => row.locator('dl.viewer-figures div', { hasText: name }).locator('dd').textContent({ timeout: 2000 });
const legend = async (page, chart, series) => (await page.locator('.chart', { hasText: chart }).first()
    .locator('.chart-legend > span', { hasText: series }).locator('strong').textContent({ timeout: 2000 })).trim();
const points = (root, at = 0) => root.locator('path.line').nth(at).evaluate((line) =>
  line.getAttribute('d').split('L').length, null, { timeout: 3000 });

/** Several looks at a figure that is new every second. */
async function mean(looks, read) {
  const seen = [];
  await until(`${looks} different figures`, async () => {
    const value = await read();
    if (value !== seen.at(-1)) seen.push(value);
    return seen.length >= looks;
  }, { withinMs: 25_000, everyMs: 200 });
  return seen.reduce((sum, value) => sum + value, 0) / seen.length;
}

const near = (value, wanted, share, what) => assert.ok(Math.abs(value - wanted) <= share * wanted,
    `${what}: ${Math.round(value)}, wanted ${Math.round(wanted)} within ${100 * share} %`);

const rows = (page) => page.locator('#viewers li.viewer');
const row = (page, protocol) => rows(page).filter({ has: page.locator('.tag', { hasText: new RegExp(`^${protocol}$`) }) });
const order = async (page, button) => {
  await button.click();
  await page.locator('dialog[open] .button.danger').click();
};

test('the page of a stream shows its publisher and each viewer as they are', async () => {
  const name = 'ops-details';
  await published(here, name);
  viewer(`${here.urls.rtmp}/live/${name}`);
  viewer(`${here.urls.rtsp}/${name}`, '-rtsp_transport', 'tcp');
  const context = await guest();
  const hall = await openPage(context, `${origin()}/play.html?name=${name}`);
  const page = await openPage(context, `${origin()}/stream.html?name=${name}`);
  await until('three viewers are listed, by their protocols', async () =>
    (await row(page, 'WebRTC').count()) === 1 && (await row(page, 'RTMP').count()) === 1
      && (await row(page, 'RTSP').count()) === 1, { withinMs: 20_000 });
  assert.equal((await page.textContent('#viewer-count')).trim(), '3');

  const feed = page.locator('#figures');
  assert.match(await fact(feed, 'Codecs'), /H\.264 · AAC/);
  assert.match(await fact(feed, 'Resolution'), /640 × 360/);
  assert.match(await page.textContent('#feed-detail'), /^RTMP/);
  const bitsPerSecond = await truth();
  near(await mean(5, async () => bits(await fact(feed, 'Video bitrate'))), bitsPerSecond, 0.25, 'the publisher');
  near(parseInt(await fact(feed, 'Frame rate'), 10), 25, 0.13, 'pictures a second');
  await until('the graph has the looks of some seconds', async () =>
    (await points(page.locator('#feed-charts .chart').first())) > 6);

  for (const protocol of ['WebRTC', 'RTMP', 'RTSP']) {
    const one = row(page, protocol);
    near(await mean(3, async () => bits(await figure(one, 'Bitrate'))), bitsPerSecond + 96_000, 0.35, `the viewer by ${protocol}`);
    near(parseInt(await figure(one, 'Frames'), 10), 25, 0.3, `pictures a second by ${protocol}`);
    assert.ok((await points(one.locator('.quality'))) > 5, protocol);
  }
  const one = row(page, 'WebRTC');
  await one.locator('.graph-button').click();
  await until('the large graph is drawn', async () => (await points(one.locator('.chart').first())) > 5);
  near(bits(await legend(one, 'Bitrate', 'video')), bitsPerSecond, 0.6, 'the graph of the viewer');
  near(parseInt(await legend(one, 'Frame rate', 'frames'), 10), 25, 0.3, 'its pictures');
  assert.match(await fact(one, 'Codecs'), /H\.264 · Opus/);
  await shot(page, 'details');
  faultless(page, hall);
});

test('a viewer is stopped on the page, then the stream', async () => {
  const name = 'ops-stop';
  const encoder = await published(here, name);
  const player = viewer(`${here.urls.rtmp}/live/${name}`);
  const context = await guest();
  const page = await openPage(context, `${origin()}/stream.html?name=${name}`);
  await until('the viewer is listed', async () => (await row(page, 'RTMP').count()) === 1, { withinMs: 15_000 });
  assert.equal(player.ended, false);
  await order(page, row(page, 'RTMP').getByRole('button', { name: /^Stop viewer/ }));
  await until('the viewer is gone', async () => (await rows(page).count()) === 0, { withinMs: 10_000 });
  await until('its program has ended', () => player.ended, { withinMs: 10_000 });
  await until('nobody is counted', async () => (await streamNamed(here.urls, name)).viewers === 0);
  assert.equal(encoder.ended, false);

  await order(page, page.locator('#stop'));
  await until('the page says that nothing is live', () => page.isVisible('#offline'), { withinMs: 10_000 });
  await until('the encoder is disconnected', () => encoder.ended, { withinMs: 10_000 });
  assert.equal(await streamNamed(here.urls, name), undefined);
  faultless(page);
});

test('a publisher in a browser hears that it was stopped, and by whom', async () => {
  const name = 'ops-browser';
  const context = await guest();
  const studio = await openPage(context, `${origin()}/publish.html`);
  await studio.fill('#name', name);
  await studio.selectOption('#resolution', '320x180');
  await studio.click('#go');
  await live(here, name);
  const page = await openPage(context, `${origin()}/stream.html?name=${name}`);
  const sent = () => studio.locator('dl.metrics div', { hasText: 'Resolution' }).locator('dd').textContent();
  const size = await until('the size that the browser sends is shown', async () => {
    const [told, own] = [await fact(page.locator('#figures'), 'Resolution'), await sent()];
    if (!/^\d+ × \d+$/.test(told.trim())) throw new Error(`${told}, ${own}`);
    return told.trim() === own.trim() && told.trim().split(' × ').map(Number);
  }, { withinMs: 15_000 });
  await page.click('#take');
  const picture = page.locator('img.snapshot');
  await picture.waitFor({ timeout: 10_000 });
  assert.deepEqual(await picture.evaluate(async (image) => {
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }), size);
  await order(page, page.locator('#stop'));
  await until('the page says that nothing is live', () => page.isVisible('#offline'), { withinMs: 10_000 });
  await until('the publisher is told', async () =>
    /Stopped by rest|terminate/i.test(await studio.textContent('body')), { withinMs: 10_000 });
  faultless(page);
});

test('the charts of the overview follow the server and outlive a change of pages', async () => {
  const name = 'ops-charts';
  await published(here, name);
  viewer(`${here.urls.rtmp}/live/${name}`);
  viewer(`${here.urls.rtsp}/${name}`, '-rtsp_transport', 'udp');
  await until('both watch', async () => (await streamNamed(here.urls, name))?.viewers === 2, { withinMs: 15_000 });
  const context = await guest();
  const page = await openPage(context, `${origin()}/`);
  await until('two viewers are on the chart', async () => (await legend(page, 'Viewers', 'viewers')) === '2', { withinMs: 8000 });
  assert.equal(await legend(page, 'Viewers', 'streams'), '1');
  const both = (await truth()) + 96_000;
  near(await mean(4, async () => bits(await legend(page, 'Bitrate', /^in/))), both, 0.3, 'what comes in');
  near(await mean(4, async () => bits(await legend(page, 'Bitrate', /^out/))), 2 * both, 0.3, 'what goes out');
  const seen = await status(here.urls);
  assert.ok(seen.cpu > 0);
  assert.match(await legend(page, 'CPU', 'this server'), /^\d+(\.\d)? %$/);
  assert.equal(await legend(page, 'Packets lost', /^in/), '0/s');
  const before = await points(page.locator('.chart', { hasText: 'CPU' }));
  assert.ok(before > 5, String(before));
  await page.locator('#streams').getByRole('link', { name: `Details of ${name}` }).click();
  await page.waitForURL(/stream\.html/);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await until('the chart goes on where it was', async () =>
    (await points(page.locator('.chart', { hasText: 'CPU' }))) > before, { withinMs: 8000 });
  await shot(page, 'overview');
  faultless(page);
});

test('sessions of every protocol are listed with their streams and can be disconnected', async () => {
  const name = 'ops-sessions';
  const encoder = await published(here, name);
  const player = viewer(`${here.urls.rtsp}/${name}`, '-rtsp_transport', 'tcp');
  const context = await guest();
  await openPage(context, `${origin()}/play.html?name=${name}`);
  const page = await openPage(context, `${origin()}/connections.html`);
  const session = (kind) => page.locator('li.session').filter({ has: page.locator('.tag', { hasText: new RegExp(`^${kind}$`) }) });
  for (const kind of ['WebSocket', 'RTMP', 'RTSP']) {
    await until(`a session of ${kind} with the stream is listed`, async () =>
      (await session(kind).locator('.stream-chip', { hasText: name }).count()) === 1, { withinMs: 15_000 });
  }
  assert.equal((await page.textContent('#count')).trim(), '3');
  assert.match(await session('WebSocket').textContent(), /Chrome|Chromium/);
  await shot(page, 'connections');
  await page.fill('#filter', 'rtsp');
  await until('the filter leaves one', async () => (await page.locator('li.session').count()) === 1);
  await order(page, session('RTSP').getByRole('button'));
  await until('the player is disconnected', () => player.ended, { withinMs: 10_000 });
  await page.fill('#filter', '');
  await until('two are left', async () => (await page.locator('li.session').count()) === 2, { withinMs: 8000 });
  await order(page, session('RTMP').getByRole('button'));
  await until('the encoder is disconnected', () => encoder.ended, { withinMs: 10_000 });
  faultless(page);
});

test('a transcoder is ordered on its page, plays, and is stopped', async () => {
  const name = 'ops-source';
  const small = 'ops-small';
  rest();
  await published(here, name);
  const page = await openPage(await guest(), `${origin()}/transcoders.html`);
  await page.fill('[name=source]', name);
  await page.fill('[name=target]', small);
  await page.selectOption('[name=size]', '320x180');
  await page.fill('[name=bitrate]', '300');
  await page.click('#add button');
  const line = page.locator('#list li.transcoder');
  await until('it is listed', async () => (await line.count()) === 1, { withinMs: 10_000 });
  assert.match(await line.textContent(), /ops-source.*ops-small.*transcoder2:\/\/ops-small.*320 × 180/s);
  await until('its stream is live with its size', async () =>
    (await streamNamed(here.urls, small))?.height === 180, { withinMs: 15_000 });
  await until('an encoder is counted', async () => /[1-9]/.test(
      await page.locator('.tile', { hasText: 'Video encoders' }).locator('.tile-value').textContent()));
  await shot(page, 'transcoders');
  await order(page, line.getByRole('button'));
  await until('it is gone', async () => (await line.count()) === 0
    && !(await streamNamed(here.urls, small)), { withinMs: 10_000 });
  faultless(page);
});

test('every call of the REST API can be read and tried in the browser', async () => {
  await published(here, 'ops-api');
  const page = await openPage(await guest(), `${origin()}/api.html`);
  await until('the groups are listed', async () =>
    (await page.locator('.opblock-tag').count()) > 5, { withinMs: 15_000 });
  const call = page.locator('.opblock', { has: page.locator('[data-path$="/stream/find_all"]') }).first();
  if (!(await call.isVisible())) await page.locator('.opblock-tag[data-tag*="tream"]').first().click();
  await call.locator('.opblock-summary-control').click();
  await call.getByRole('button', { name: 'Execute' }).click();
  await until('the answer names the stream', async () =>
    (await call.locator('.live-responses-table').textContent({ timeout: 1000 })).includes('ops-api'), { withinMs: 10_000 });
  await shot(page, 'api');
  faultless(page);
});

test('the console signs in where the REST API asks for a user', async () => {
  const server = await Server.start({ ...SETTINGS, disable_rest_auth: 'false' });
  here.closeLater({ close: () => server.interrupt() });
  const data = path.dirname(path.dirname(server.urls.log));
  const password = (await readFile(path.join(data, 'conf', 'admin.password'), 'utf8')).trim();
  const name = 'ops-locked';
  await published({ ...here, urls: server.urls, closeLater: here.closeLater }, name);
  const context = await guest();
  const page = await openPage(context, `${origin(server.urls)}/stream.html?name=${name}`);
  const notice = page.locator('.banner', { hasText: 'Sign in to see' });
  await notice.waitFor({ timeout: 10_000 });
  assert.equal(await page.isVisible('#details'), false);
  await notice.getByRole('button').click();
  await page.fill('#login-user', 'admin');
  await page.fill('#login-password', 'wrong');
  await page.locator('dialog[open] .button.primary').click();
  await until('a wrong password is told', async () =>
    /Wrong user or password/.test(await page.textContent('dialog[open]')), { withinMs: 10_000 });
  await page.fill('#login-password', password);
  await until('the right one is taken', async () => {
    const dialog = page.locator('dialog[open]');
    if (await dialog.count()) await dialog.locator('.button.primary').click({ timeout: 500 });
    return page.isVisible('#details');
  }, { withinMs: 20_000, everyMs: 500 });
  assert.equal(await notice.isVisible(), false);
  await page.goto(`${origin(server.urls)}/connections.html`);
  await until('the next page needs no password', async () =>
    (await page.locator('li.session').count()) === 1, { withinMs: 10_000 });
  await page.getByRole('button', { name: 'Sign out admin' }).click();
  await until('signed out, it is locked again', () => notice.isVisible(), { withinMs: 10_000 });
});
