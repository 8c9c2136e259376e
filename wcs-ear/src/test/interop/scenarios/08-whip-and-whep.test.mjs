/** WHIP (RFC 9725) and WHEP: with FFmpeg, with aiortc, and by hand. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { quiet, streamNamed } from '../harness/counters.mjs';
import { FfmpegPublisher } from '../harness/ffmpeg.mjs';
import { offer } from '../harness/offers.mjs';
import { RawPage } from '../harness/raw.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { SETTINGS } from '../harness/server.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const run = promisify(execFile);
const WHEP_CLIENT = fileURLToPath(new URL('../clients/whep.py', import.meta.url));
const SDP = { 'Content-Type': 'application/sdp' };

const post = (url, body, headers = SDP) => fetch(url, { method: 'POST', body, headers });

test('FFmpeg publishes, and the SDK and aiortc see and hear it', async () => {
  const name = 'encoder';
  const publisher = here.closeLater(await FfmpegPublisher.start(`${here.urls.http}/whip/${name}`));
  await until('FFmpeg publishes', async () => {
    if (publisher.ended) throw new Error(publisher.output.slice(-2000));
    return (await streamNamed(here.urls, name))?.status === 'PUBLISHING';
  }, { withinMs: 15_000 });

  const hall = here.closeLater(await SdkPage.open(here));
  await hall.playing('viewer', { name });
  const { video } = await hall.frames('viewer', 20);
  assert.equal(video.codec, 'video/H264');
  assert.deepEqual([video.width, video.height], [320, 240]);
  await hall.alive('viewer');
  await hall.hears('viewer', 440);

  const { stdout } = await run('/usr/bin/python3', [WHEP_CLIENT, `${here.urls.http}/whep/${name}`, '5'],
      { timeout: 30_000 });
  const seen = JSON.parse(stdout);
  assert.deepEqual([seen.posted, seen.deleted], [201, 200]);
  assert.ok(seen.frames > 20, `${seen.frames} frames`);
  assert.deepEqual(seen.size, [320, 240]);
  assert.ok(seen.brightness > 16 && seen.change > 0.1, `alive: ${stdout}`);
  assert.ok(Math.abs(seen.pitch - 440) <= 10, `${seen.pitch} Hz`);

  await publisher.close();
  const { info } = await hall.status('viewer', 'STOPPED', 5000);
  assert.equal(info, 'Stopped by publisher stop');
});

test('a browser publishes by WHIP and plays by WHEP', async () => {
  const page = here.closeLater(await RawPage.open(here));
  const whip = await post(`${here.urls.http}/whip/browser`, await page.offer('out', { publish: true }));
  assert.equal(whip.status, 201);
  await page.answer('out', await whip.text());
  await until('it publishes', async () =>
    (await streamNamed(here.urls, 'browser'))?.status === 'PUBLISHING');
  const whep = await post(`${here.urls.http}/whep/browser`, await page.offer('in'));
  assert.equal(whep.status, 201);
  await page.answer('in', await whep.text());
  await page.frames('in', 20);
  await page.ours('in');
  await page.hears('in', 440);
  assert.equal((await streamNamed(here.urls, 'browser')).viewers, 1);
  for (const answer of [whep, whip]) {
    const resource = new URL(answer.headers.get('location'), answer.url);
    assert.equal((await fetch(resource, { method: 'DELETE' })).status, 200);
    assert.equal((await fetch(resource, { method: 'DELETE' })).status, 404);
  }
  await quiet(here.urls);
});

test('the answer to an offer is a resource', async () => {
  const url = `${here.urls.http}/whip/resource`;
  const answer = await post(url, offer());
  assert.equal(answer.status, 201);
  assert.match(answer.headers.get('content-type'), /^application\/sdp/);
  assert.ok(answer.headers.get('etag'), 'an ETag');
  assert.equal(answer.headers.get('link'), `<${SETTINGS.ice_servers}>; rel="ice-server"`);
  const resource = new URL(answer.headers.get('location'), url);
  assert.match(resource.pathname, /^\/whip\/resource\/./);
  assert.match(await answer.text(), /^a=setup:(active|passive)/m);
  assert.equal((await post(url, offer())).status, 409);
  await patched(resource);
  assert.equal((await fetch(resource, { method: 'DELETE' })).status, 200);
  assert.equal((await fetch(resource, { method: 'DELETE' })).status, 404);
});

/** PATCH serves no purpose here: RFC 9725 section 4.3 wants 501 then. */
async function patched(resource) {
  const { status } = await fetch(resource, { method: 'PATCH',
    headers: { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '"x"' },
    body: 'a=ice-ufrag:abcd\r\na=end-of-candidates\r\n' });
  assert.equal(status, 501);
}

test('OPTIONS tells browsers of other sites what is allowed', async () => {
  for (const kind of ['whip', 'whep']) {
    const answer = await fetch(`${here.urls.http}/${kind}/any`, { method: 'OPTIONS',
      headers: { 'Origin': 'https://player.example.org', 'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type' } });
    assert.ok([200, 204].includes(answer.status), `${answer.status}`);
    assert.match(answer.headers.get('accept-post') ?? '', /application\/sdp/);
    assert.ok(answer.headers.get('access-control-allow-origin'));
    assert.match(answer.headers.get('access-control-allow-methods') ?? '', /POST/);
  }
});

test('what cannot be done is refused with the right code', async () => {
  const { http } = here.urls;
  assert.equal((await post(`${http}/whep/nobody`, offer({ direction: 'recvonly' }))).status, 404);
  assert.equal((await post(`${http}/whip/x`, '{}', { 'Content-Type': 'application/json' })).status, 415);
  assert.equal((await post(`${http}/whip/x`, 'no session description')).status, 400);
  assert.equal((await post(`${http}/whip/x`, '')).status, 400);
  assert.equal((await fetch(`${http}/whip/x/unknown`, { method: 'DELETE' })).status, 404);
  assert.equal((await fetch(`${http}/whep/x/unknown`, { method: 'DELETE' })).status, 404);
  assert.equal((await fetch(`${http}/whip/x`)).status, 405);
});
