/** Applications have their say over RTMP, RTSP, HLS and WHIP as they have over WebSocket. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { application, Backend } from '../harness/backend.mjs';
import { publish, published } from '../harness/encoder.mjs';
import { offer } from '../harness/offers.mjs';
import { run } from '../harness/programs.mjs';
import { until } from '../harness/until.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });

const refusal = (reason) => ({ status: 403, json: { status: 403, reason } });

/** A backend that lets nobody publish or play without the token `t`. */
async function strictBackend() {
  const backend = await Backend.start(here);
  const rule = { restOnError: 'FAIL' };
  backend.answers.connect = (asked) => ({ json: { ...asked,
    restClientConfig: { publishStream: rule, playStream: rule } } });
  const check = ({ custom }) => (custom?.token === 't' ? {} : refusal('No token'));
  Object.assign(backend.answers, { publishStream: check, playStream: check, playHLS: check,
    playRTSP: check });
  return backend;
}

const methods = (backend) => backend.heard.map(({ method }) => method);

const probe = (url, args = []) => run('ffprobe', ['-v', 'error', '-show_entries',
  'stream=codec_name', '-of', 'csv=p=0', ...args, url], { timeout: 20_000 });

test('a backend decides over RTMP, and is told of what becomes of it', async () => {
  const backend = await strictBackend();
  await application(here, 'tvApp', backend.url);
  const args = ['-rtmp_app', 'live?appKey=tvApp&login=ann'];
  const stranger = here.closeLater(await publish(`${here.urls.rtmp}/live/tv`, { args }));
  await until('the stranger is sent away', () => stranger.ended, { withinMs: 15_000 });
  const failed = await backend.told('StreamStatusEvent', ({ status }) => status === 'FAILED');
  assert.equal(failed.info, 'No token');
  assert.match(stranger.output, /No token/);

  const encoder = await published(here, 'tv', { url: `${here.urls.rtmp}/live/tv?token=t`, args });
  const told = await backend.told('StreamStatusEvent', ({ status }) => status === 'PUBLISHING');
  assert.equal(told.name, 'tv');
  assert.equal(told.mediaProvider, 'Flash');
  assert.equal(told.videoCodec, 'H264');
  assert.equal((await backend.told('connect')).custom.login, 'ann');
  await backend.told('StreamKeepAliveEvent', ({ name }) => name === 'tv');

  assert.match((await probe(`${here.urls.rtmp}/live/tv`, args)).stderr, /No token/);
  const seen = await probe(`${here.urls.rtmp}/live/tv?token=t`, args);
  assert.match(seen.stdout, /h264/, seen.stderr);
  const played = await backend.told('StreamStatusEvent', ({ status }) => status === 'PLAYING');
  assert.equal(played.published, false);

  await encoder.close();
  await backend.told('StreamStatusEvent', ({ status }) => status === 'UNPUBLISHED');
  await backend.told('ConnectionStatusEvent', ({ status, sessionId }) =>
    status === 'DISCONNECTED' && sessionId === told.sessionId);
});

test('a backend decides who has a playlist, and is not asked for each of them', async () => {
  const backend = await strictBackend();
  await application(here, 'hlsApp', backend.url);
  await published(here, 'paper');
  const list = `${here.urls.hls}/paper/paper.m3u8?appKey=hlsApp`;
  assert.equal((await fetch(list)).status, 401);
  assert.equal((await fetch(`${list}&token=x`)).status, 401);
  assert.equal((await fetch(`${here.urls.hls}/paper/paper.m3u8?appKey=nobodys`)).status, 401);
  const master = await fetch(`${list}&token=t`);
  assert.equal(master.status, 200);
  const [media] = (await master.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  assert.match(media, /token=t/, 'the token goes along');
  const before = methods(backend).filter((method) => method === 'playHLS').length;
  for (let i = 0; i < 5; i++) {
    assert.equal((await fetch(`${list}&token=t`)).status, 200);
  }
  assert.ok(methods(backend).filter((method) => method === 'playHLS').length <= before + 2);
  const asked = await backend.told('playHLS', ({ token }) => token === 't');
  assert.equal(asked.sessionId, 'paper-HLS');
  assert.equal(asked.mediaProvider, 'HLS');
  assert.match(asked.mediaSessionId, /^[0-9a-f-]{36}-paper-HLS$/);
});

test('a backend decides over RTSP', async () => {
  const backend = await strictBackend();
  await application(here, 'doorApp', backend.url);
  const url = `${here.urls.rtsp}/door?appKey=doorApp`;
  const stranger = here.closeLater(await publish(url));
  await until('the stranger is sent away', () => stranger.ended, { withinMs: 15_000 });
  assert.match(stranger.output, /403 No token/);
  const encoder = await published(here, 'door', { url: `${url}&token=t` });
  const told = await backend.told('StreamStatusEvent', ({ status }) => status === 'PUBLISHING');
  assert.equal(told.mediaProvider, 'RTSP');
  const viewer = ['-rtsp_transport', 'tcp'];
  assert.match((await probe(url, viewer)).stderr, /403 No token/);
  const seen = await probe(`${url}&token=t`, viewer);
  assert.match(seen.stdout, /h264/, seen.stderr);
  await backend.told('StreamStatusEvent', ({ status }) => status === 'PLAYING');
  const order = methods(backend);
  assert.ok(order.lastIndexOf('playRTSP') < order.lastIndexOf('playStream'));
  assert.equal((await backend.told('playRTSP')).custom.token, undefined);
  await encoder.close();
  await backend.told('StreamStatusEvent', ({ status }) => status === 'UNPUBLISHED');
  await backend.told('ConnectionStatusEvent', ({ status }) => status === 'DISCONNECTED');
});

test('a backend sees the token of a WHIP client and refuses it with its own reason', async () => {
  const backend = await strictBackend();
  backend.answers.connect = ({ custom }) => (custom.token === 't' ? {} : refusal('Show your card'));
  await application(here, 'whipApp', backend.url);
  const post = (token) => fetch(`${here.urls.http}/whip/card?appKey=whipApp`, { method: 'POST',
    body: offer({ direction: 'sendonly' }),
    headers: { 'Content-Type': 'application/sdp', Authorization: `Bearer ${token}` } });
  const refused = await post('x');
  assert.equal(refused.status, 403);
  assert.equal((await refused.json()).detail, 'Show your card');
  const answered = await post('t');
  assert.equal(answered.status, 201);
  assert.equal((await backend.told('publishStream')).name, 'card');
  const resource = new URL(answered.headers.get('Location'), here.urls.http);
  assert.equal((await fetch(resource, { method: 'DELETE' })).status, 200);
  await backend.told('StreamStatusEvent', ({ status }) => status === 'UNPUBLISHED');
  await backend.told('ConnectionStatusEvent', ({ status }) => status === 'DISCONNECTED');
});
