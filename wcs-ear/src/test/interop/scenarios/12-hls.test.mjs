/** HLS with the players people use, and by hand. */

import assert from 'node:assert/strict';
import http from 'node:http';
import http2 from 'node:http2';
import { test } from 'node:test';
import { PITCH_HZ } from '../harness/clips.mjs';
import { streamNamed } from '../harness/counters.mjs';
import { published } from '../harness/encoder.mjs';
import { HlsPage } from '../harness/hls.mjs';
import { run } from '../harness/programs.mjs';
import { recording } from '../harness/recordings.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world();

const list = (name, file = `${name}.m3u8`) => `${here.urls.hls}/${name}/${file}`;

async function text(url, options) {
  const answer = await fetch(url, options);
  assert.equal(answer.status, 200, `${url}: ${answer.status}`);
  return answer.text();
}

/** URLs of the lines that are no tags. */
const uris = (playlist, base) => playlist.split('\n')
    .filter((line) => line && !line.startsWith('#')).map((line) => new URL(line, base).href);

/** A URL with more parameters. */
function asking(url, parameters) {
  const asked = new URL(url);
  for (const [key, value] of Object.entries(parameters)) asked.searchParams.set(key, value);
  return asked.href;
}

async function mediaPlaylist(url) {
  const master = await text(url);
  const [media] = uris(master, url);
  return { master, url: media, playlist: await text(media) };
}

for (const kind of ['hlsjs', 'shaka', 'native']) {
  test(`${kind} plays what FFmpeg publishes`, async () => {
    await published(here, `for-${kind}`, { clip: 'high' });
    const page = here.closeLater(await HlsPage.open(here));
    await page.start('viewer', kind, list(`for-${kind}`));
    const { width, height } = await page.frames('viewer', 50, 20_000);
    assert.deepEqual([width, height], [640, 360]);
    await page.hears('viewer', PITCH_HZ);
    const { faults } = await page.figures('viewer');
    assert.deepEqual(faults.filter((fault) => fault.startsWith('fatal')), []);
  });
}

for (const kind of ['hlsjs', 'shaka']) {
  test(`${kind} plays with low latency`, async () => {
    await published(here, `low-${kind}`);
    const page = here.closeLater(await HlsPage.open(here));
    await page.start('viewer', kind, list(`low-${kind}`, 'll.m3u8'), { lowLatency: true });
    await page.frames('viewer', 50);
    await page.hears('viewer', PITCH_HZ);
    await until('it is close to the live edge', async () => {
      const { latency, faults } = await page.figures('viewer');
      if (!(latency > 0 && latency < 4)) throw new Error(`${latency} s, ${faults}`);
      return true;
    }, { withinMs: 12_000 });
  });
}

test('every segment is whole and starts with a key frame', async () => {
  await published(here, 'probed', { clip: 'high' });
  const { url, playlist } = await until('there are three segments', async () => {
    const found = await mediaPlaylist(list('probed', 'ts.m3u8'));
    return uris(found.playlist, found.url).length >= 3 && found;
  }, { withinMs: 20_000 });
  for (const segment of uris(playlist, url)) {
    const { stdout, stderr, code } = await run('ffprobe', ['-v', 'error', '-show_frames',
      '-select_streams', 'v:0', '-show_entries', 'frame=key_frame,pict_type', '-of', 'csv=p=0', segment]);
    assert.equal(code, 0, stderr);
    const frames = stdout.trim().split('\n');
    assert.match(frames[0], /^1,I/, `${segment}: ${frames[0]}`);
    assert.ok(frames.length >= 25, `${frames.length} frames`);
  }
});

test('the master playlist says what is inside', async () => {
  await published(here, 'told');
  const { master } = await mediaPlaylist(list('told'));
  assert.match(master, /CODECS="avc1\.42[0-9A-Fa-f]{4},mp4a\.40\.2"/);
  assert.match(master, /RESOLUTION=640x360/);
  assert.match(master, /BANDWIDTH=\d{5,}/);
  assert.match(master, /FRAME-RATE=25/);
});

test('a low-latency playlist blocks, skips and hints', async () => {
  await published(here, 'blocking');
  const { url } = await until('the playlist', () => mediaPlaylist(list('blocking', 'll.m3u8')),
      { withinMs: 15_000 });
  const playlist = await until('parts', async () => {
    const now = await text(url);
    return /#EXT-X-PART:/.test(now) && now;
  }, { withinMs: 10_000 });
  assert.match(playlist, /#EXT-X-SERVER-CONTROL:.*CAN-BLOCK-RELOAD=YES/);
  assert.match(playlist, /PART-HOLD-BACK=/);
  assert.match(playlist, /#EXT-X-PRELOAD-HINT:TYPE=PART/);
  assert.match(playlist, /#EXT-X-PROGRAM-DATE-TIME:/);
  const first = Number(playlist.match(/#EXT-X-MEDIA-SEQUENCE:(\d+)/)[1]);
  const whole = (playlist.match(/#EXTINF/g) || []).length;
  const began = performance.now();
  const next = await text(asking(url, { _HLS_msn: first + whole + 1, _HLS_part: 0 }));
  assert.ok(performance.now() - began > 100, 'it waited');
  assert.ok((next.match(/#EXT-X-PART:/g) || []).length > 0);
  const [, hint] = next.match(/#EXT-X-PRELOAD-HINT:TYPE=PART,URI="([^"]+)"/);
  const part = await fetch(new URL(hint, url));
  assert.equal(part.status, 200);
  assert.ok((await part.arrayBuffer()).byteLength > 500);
  assert.equal((await fetch(asking(url, { _HLS_msn: first + whole + 100 }))).status, 400);
});

test('HEAD, ranges, gzip, other sites, HTTP/2', async () => {
  await published(here, 'web');
  const { url, playlist } = await until('a segment', async () => {
    const found = await mediaPlaylist(list('web', 'ts.m3u8'));
    return uris(found.playlist, found.url).length && found;
  }, { withinMs: 15_000 });
  const [segment] = uris(playlist, url);
  const head = await fetch(segment, { method: 'HEAD' });
  const length = Number(head.headers.get('content-length'));
  assert.ok(head.status === 200 && length > 1000);
  assert.match(head.headers.get('content-type'), /video\/mp2t/i);
  const range = await fetch(segment, { headers: { Range: 'bytes=188-375' } });
  assert.equal(range.status, 206);
  assert.equal(range.headers.get('content-range'), `bytes 188-375/${length}`);
  assert.equal(new Uint8Array(await range.arrayBuffer())[0], 0x47);
  assert.equal((await fetch(segment, { headers: { Range: `bytes=${length}-` } })).status, 416);
  const other = await fetch(url, { headers: { Origin: 'https://player.example.org' } });
  assert.ok(other.headers.get('access-control-allow-origin'));
  assert.equal(await encoding(url), 'gzip');
  assert.match(await byHttp2(`${here.urls.hlss}/web/ts.m3u8`), /^#EXTM3U/);
  assert.equal((await fetch(url, { method: 'POST', body: 'x' })).status, 405);
});

const encoding = (url) => new Promise((done, fail) => {
  http.get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
    answer.resume();
    done(answer.headers['content-encoding']);
  }).once('error', fail);
});

const byHttp2 = (url) => new Promise((done, fail) => {
  const session = http2.connect(new URL(url).origin, { rejectUnauthorized: false });
  session.once('error', fail);
  const stream = session.request({ ':path': new URL(url).pathname });
  let body = '';
  stream.setEncoding('utf8').on('data', (chunk) => { body += chunk; });
  stream.once('error', fail);
  stream.once('end', () => { session.close(); done(body); });
});

/** By hand: `fetch` would tidy the path first. */
const raw = (path) => new Promise((done, fail) => {
  const { hostname, port } = new URL(here.urls.hls);
  http.get({ hostname, port, path }, (answer) => { answer.resume(); done(answer.statusCode); })
      .once('error', fail);
});

test('what is not there is not found, and tricks lead nowhere', async () => {
  await published(here, 'safe');
  await text(list('safe'));
  assert.equal(await raw('/nobody/nobody.m3u8'), 404);
  for (const path of ['/safe/../safe/safe.m3u8', '/safe/%2e%2e/%2e%2e/etc/passwd', '/safe/..%2f..%2fpasswd',
    '/..;/safe/safe.m3u8', '/safe/safe.m3u8%00.ts', '/safe\\safe.m3u8', '/WEB-INF/web.xml',
    `/safe/${'a'.repeat(5000)}.ts`, '/safe/%zz.m3u8', '//safe//safe.m3u8', '/safe/none.ts']) {
    const status = await raw(path);
    assert.ok([400, 404, 414].includes(status), `${path}: ${status}`);
  }
  assert.equal(await raw('/safe/safe.m3u8'), 200);
});

test('sound alone', async () => {
  await published(here, 'radio', { clip: 'sound' });
  const seen = await recording(list('radio'), { seconds: 5 });
  assert.ok(Math.abs(seen.pitch - PITCH_HZ) < 5, JSON.stringify(seen));
});

test('who stops publishing ends the list, and it goes', async () => {
  const encoder = await published(here, 'ending');
  const { url } = await until('the playlist', () => mediaPlaylist(list('ending', 'ts.m3u8')),
      { withinMs: 15_000 });
  await encoder.close();
  await until('the list has an end', async () => (await text(url)).includes('#EXT-X-ENDLIST'));
  await until('the stream is gone', async () => !await streamNamed(here.urls, 'ending'));
});
