/** The REST API as its documentation tells it, request by request. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { published } from '../harness/encoder.mjs';
import { documented, groups, Rest, send } from '../harness/requests.mjs';
import { until } from '../harness/until.mjs';
import { Wire } from '../harness/wire.mjs';
import { world } from '../harness/world.mjs';

const here = world({ browser: false });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Nobody listens on this port. */
const NOBODY = 'rtmp://127.0.0.1:1';

const rest = () => here.closeLater(new Rest(here.urls));

for (const name of groups()) {
  test(`every request of ${name} is answered as it says`, async () => {
    rest();
    const requests = await documented(name, { http: here.urls.http, hls: here.urls.hls });
    assert.ok(requests.length > 3);
    for (const request of requests) {
      const answer = await send(request);
      assert.ok(request.status, `${request.title}: no status is told`);
      assert.equal(answer.status, request.status, `${request.title}: ${answer.text}`);
      if (!request.url.includes('/rest-api/') || request.method === 'OPTIONS') continue;
      if (answer.text) {
        assert.equal(answer.headers['content-type'], 'application/json;charset=UTF-8');
        const told = JSON.parse(answer.text);
        if (answer.status !== 200) assertRefused(told, answer.status, new URL(request.url).pathname);
      } else {
        assert.equal(answer.status, 200, request.title);
      }
    }
  });
}

const PHRASES = { 400: 'Bad Request', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict',
  500: 'Internal Server Error', 501: 'Not Implemented' };

function assertRefused(told, status, path, message) {
  assert.deepEqual(Object.keys(told),
      ['exception', 'reason', 'path', 'error', 'message', 'timestamp', 'status']);
  assert.equal(told.status, status);
  assert.equal(told.error, PHRASES[status]);
  assert.equal(told.path, path);
  assert.equal(told.reason, `${told.exception}, ${told.error}, ${told.message}`);
  assert.ok(Math.abs(Date.now() - told.timestamp) < 10_000, String(told.timestamp));
  if (message) assert.equal(told.message, message);
}

test('refusals say what is wrong', async () => {
  const api = rest();
  const cases = [
    ['/push/startup', { rtmpUrl: `${NOBODY}/live` }, 400, 'streamName is missing'],
    ['/push/startup', { streamName: 'absent' }, 400, 'rtmpUrl is missing'],
    ['/push/startup', { streamName: 'absent', rtmpUrl: `${NOBODY}/live` }, 404, 'Stream not found'],
    ['/push/startup', { streamName: 'absent', rtmpUrl: 'rtmp://' }, 400,
      'rtmpUrl is not the URL of a stream'],
    ['/push/startup', { streamName: 'absent', rtmpUrl: 'rtmp://h:99999/live' }, 400,
      'rtmpUrl is not the URL of a stream'],
    ['/push/startup', { streamName: 'a', rtmpUrl: `${NOBODY}/l`, options: 7 }, 400,
      'options must be an object'],
    ['/push/startup', { streamName: ['a'], rtmpUrl: `${NOBODY}/live` }, 400,
      'streamName must be a string'],
    ['/push/startup', { streamName: 'a'.repeat(4097), rtmpUrl: `${NOBODY}/live` }, 400,
      'streamName is too long'],
    ['/push/startup', { streamName: 'a', rtmpUrl: `${NOBODY}/l`, rtmpTransponderFullUrl: 'perhaps' },
      400, 'rtmpTransponderFullUrl must be true or false'],
    ['/push/terminate', {}, 400, 'mediaSessionId is missing'],
    ['/push/terminate', { mediaSessionId: 'x' }, 404, 'Transponder not found'],
    ['/push/find', { streamName: 'absent' }, 404, 'Transponder not found'],
    ['/pull/rtmp/pull', {}, 400, 'uri is missing'],
    ['/pull/pull', { uri: 'wss://other:8443', localStreamName: 'x' }, 501],
    ['/stream/terminate', {}, 400, 'Nothing says which streams are meant'],
    ['/stream/terminate', { mediaSessionIds: [''] }, 400, 'Nothing says which streams are meant'],
    ['/stream/terminate', { name: 'absent' }, 404, 'Stream not found'],
    ['/stream/snapshot', { streamName: 'absent' }, 404, 'Stream not found'],
    ['/stream/inject/startup', { localStreamName: 'absent', remoteStreamName: 'absent' }, 404,
      'Stream not found'],
    ['/stream/event/send', { streamName: 'absent' }, 400, 'payload is missing'],
    ['/data/send', { operationId: 'x', payload: {} }, 400, 'sessionId is missing'],
    ['/connection/terminate', { sessionId: 'absent' }, 404, 'Connection not found'],
    ['/transcoder2/startup', { uri: 'transcoder2://a', remoteStreamName: 'absent',
      localStreamName: 'b', encoder: { width: 'wide' } }, 400, 'encoder.width must be a whole number'],
    ['/hls/startup', { name: 'absent' }, 404, 'Stream not found'],
    ['/mixer/startup', { uri: 'mixer://m' }, 501, 'Mixers are not served yet'],
    ['/pull/rtmp/find', { uri: 'rtmp://nowhere/live/x' }, 404, 'Agent not found'],
    ['/pull/rtmp/terminate', {}, 400, 'uri is missing'],
  ];
  for (const [path, fields, status, message] of cases) {
    const answer = await api.ask(path, fields);
    assert.equal(answer.status, status, `${path} ${JSON.stringify(fields).slice(0, 200)}`);
    assertRefused(answer.body, status, `/rest-api${path}`, message);
  }
});

test('bodies that are no objects are refused, and nobody else notices', async () => {
  const api = rest();
  const url = `${api.base}/push/find`;
  const bodies = ['[]', 'null', '7', '"x"', '{', '{"a":}', '\u0000\u0001', '\ud800',
    '['.repeat(30_000), '{"a":'.repeat(10_000), ' '.repeat(70_000), 'x'.repeat(65_537)];
  for (const body of bodies) {
    const answer = await send({ method: 'POST', url, body });
    const what = `${body.slice(0, 20)} of ${body.length}: ${answer.text}`;
    assert.equal(answer.status, 400, what);
    assertRefused(JSON.parse(answer.text), 400, '/rest-api/push/find');
  }
  assert.equal((await api.ask('/push/find', {})).status, 404);
});

test('methods, media types and other sites', async () => {
  const api = rest();
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    const answer = await send({ method, url: `${api.base}/push/find_all` });
    assert.equal(answer.status, 405, method);
    assertRefused(JSON.parse(answer.text), 405, '/rest-api/push/find_all');
  }
  const unknown = await send({ method: 'POST', url: `${api.base}/push/elsewhere`, body: '{}' });
  assert.equal(unknown.status, 404);
  assertRefused(JSON.parse(unknown.text), 404, '/rest-api/push/elsewhere');
  const xml = await send({ method: 'POST', url: `${api.base}/push/find`, body: '{"streamName":"x"}',
    headers: { 'Content-Type': 'text/xml' } });
  assert.equal(xml.status, 404);
  assert.equal(JSON.parse(xml.text).message, 'Transponder not found');
  const other = await send({ method: 'POST', url: `${api.base}/push/find_all`,
    headers: { Origin: 'https://panel.example.org' } });
  assert.equal(other.headers['access-control-allow-origin'], '*');
  assert.equal(other.headers['access-control-allow-credentials'], 'true');
  assert.equal((await send({ method: 'GET', url: `${api.base}/no/such/path` })).status, 404);
});

test('the description of the API names the calls that are served, and what they take', async () => {
  const api = rest();
  const description = await api.done('/openapi.json');
  assert.match(description.openapi, /^3\.1/);
  const paths = Object.keys(description.paths);
  assert.ok(paths.length > 40, String(paths.length));
  for (const path of paths) {
    const { requestBody, responses } = description.paths[path].post;
    assert.ok(responses['200'] && responses['4XX'], path);
    const answer = await send({ method: 'POST', url: here.urls.http + path, body: '[]' });
    // a call that takes something reads it; one that takes nothing finds nothing
    assert.equal(answer.status, requestBody ? 400 : 404, `${path}: ${answer.text}`);
    assert.notEqual(JSON.parse(answer.text).message, 'There is no such call', path);
  }
  const { StartPush, StreamObject } = description.components.schemas;
  assert.deepEqual(StartPush.required, ['streamName', 'rtmpUrl']);
  assert.equal(StreamObject.properties.createDate.format, 'int64');
  for (const file of ['stream', 'connection', 'push', 'pull', 'rtsp', 'hls', 'transcoder']) {
    for (const { url, status, title } of await documented(`${file}.http`, { http: '', hls: 'http://hls' })) {
      if (url.startsWith('/rest-api/') && status !== 501 && title !== 'No such call') {
        assert.ok(paths.includes(url), url);
      }
    }
  }
});

test('a stream is told with all its fields and numbers, and ends when an operator says so', async () => {
  const api = rest();
  const encoder = await published(here, 'shown');
  const [stream] = await api.done('/stream/find', { name: 'shown' });
  assert.equal(stream.published, true);
  assert.equal(stream.status, 'PUBLISHING');
  assert.equal(stream.mediaType, 'publish');
  assert.equal(stream.mediaProvider, 'Flash');
  assert.equal(stream.hasVideo && stream.hasAudio, true);
  assert.equal(`${stream.width}x${stream.height}`, '640x360');
  assert.equal(stream.videoCodec, 'H264');
  assert.ok(Math.abs(Date.now() - stream.createDate) < 60_000);
  assert.equal(stream.metrics, undefined);
  const ids = (await api.done('/stream/find_all')).map(({ mediaSessionId }) => mediaSessionId);
  assert.deepEqual(ids, [stream.mediaSessionId]);

  await until('its numbers are known', async () => {
    const [{ metrics }] = await api.done('/stream/find', { mediaSessionId: stream.mediaSessionId,
      published: 'true', display: ['metrics'] });
    return metrics.VIDEO_WIDTH === 640 && metrics.VIDEO_RATE > 10_000 && metrics.VIDEO_K_FRAMES > 0
        && metrics.AUDIO_RATE > 1000;
  }, { withinMs: 8000 });
  assert.equal((await api.ask('/stream/find', { name: 'shown', published: false })).status, 404);
  assert.equal((await api.ask('/stream/find', { name: 'shown', status: 'PLAYING' })).status, 404);

  assert.equal(await api.done('/stream/terminate', { name: 'shown', published: true }), null);
  await until('the encoder has been stopped', () => encoder.ended, { withinMs: 8000 });
  await until('the stream is gone', async () => (await api.ask('/stream/find_all')).status === 404,
      { withinMs: 8000 });
});

test('a client is told with what it has said of itself, gets data, and is ended', async () => {
  const api = rest();
  const wire = here.closeLater(await Wire.session(here.urls.ws, { sipPassword: 'secret',
    custom: { room: 'blue' } }));
  const [client] = await api.done('/connection/find', { protocol: 'WebSocket' });
  assert.equal(client.appKey, 'defaultApp');
  assert.equal(client.status, 'ESTABLISHED');
  assert.equal(client.clientVersion, '2.0');
  assert.deepEqual(client.custom, { room: 'blue' });
  assert.doesNotMatch(JSON.stringify(client), /secret/);
  assert.equal((await api.ask('/connection/find', { clientVersion: '9' })).status, 404);

  const { sessionId } = client;
  const told = { operationId: 'op-1', payload: { text: 'hello' } };
  assert.equal(await api.done('/data/send', { ...told, sessionIds: ['gone', sessionId] }), null);
  const heard = await wire.hears('OnDataEvent', ({ operationId }) => operationId === 'op-1');
  assert.deepEqual(heard.payload, { text: 'hello' });
  assert.equal(await api.done('/connection/set_log_level', { sessionId, logLevel: 'DEBUG' }), null);

  assert.equal(await api.done('/connection/terminate', { sessionId }), null);
  await until('the socket is closed', () => wire.closed);
  assert.equal((await api.ask('/connection/find_all')).status, 404);
});

test('operators begin and end the cutting for HLS', async () => {
  const api = rest();
  await published(here, 'cut');
  assert.equal(await api.done('/hls/startup', { name: 'cut' }), null);
  const agents = await api.done('/hls/find_all');
  assert.deepEqual(Object.keys(agents), ['cut']);
  assert.equal(agents.cut.state, 'ACTIVE');
  assert.equal(agents.cut.writer, 'HLS-cut');
  assert.equal(await api.done('/hls/terminate', { name: 'cut' }), null);
  await until('nothing is cut', async () => (await api.ask('/hls/find_all')).status === 404);
});

test('a push is told with all its fields, found by either name, and only once', async () => {
  const api = rest();
  await published(here, 'studio');
  const rtmpUrl = `${NOBODY}/live`;
  const push = await api.done('/push/startup', { streamName: 'studio', rtmpUrl });
  assert.match(push.mediaSessionId, UUID);
  assert.deepEqual(push, { mediaSessionId: push.mediaSessionId, streamName: 'rtmp_studio', rtmpUrl,
    width: 640, height: 360, muted: false, soundEnabled: false, options: {} });
  const again = await api.ask('/push/startup', { streamName: 'studio', rtmpUrl });
  assert.equal(again.status, 409);
  assertRefused(again.body, 409, '/rest-api/push/startup', 'Already in use');
  const silent = await api.done('/push/startup', { streamName: 'studio', rtmpUrl: `${NOBODY}/live/key`,
    rtmpTransponderFullUrl: 'true', options: { action: 'mute' } });
  assert.equal(silent.streamName, 'key');
  assert.equal(silent.muted, true);
  assert.deepEqual(silent.options, { action: 'mute' });

  const ids = async (path, fields) =>
    (await api.done(path, fields)).map(({ mediaSessionId }) => mediaSessionId).sort();
  const both = [push.mediaSessionId, silent.mediaSessionId].sort();
  assert.deepEqual(await ids('/push/find_all'), both);
  assert.deepEqual(await ids('/push/find', { streamName: 'studio' }), both);
  assert.deepEqual(await ids('/push/find', { streamName: 'rtmp_studio' }), [push.mediaSessionId]);
  assert.deepEqual(await ids('/push/find', { rtmpUrl: `${NOBODY}/live/key` }), [silent.mediaSessionId]);

  const { mediaSessionId } = silent;
  await api.done('/push/unmute', { mediaSessionId });
  assert.equal((await api.done('/push/find', { streamName: 'key' }))[0].muted, false);
  assert.equal((await api.ask('/push/sound_on', { mediaSessionId, soundFile: '../../etc/passwd' }))
      .status >= 400, true);
  await api.done('/push/terminate', { mediaSessionId });
  assert.equal((await api.ask('/push/terminate', { mediaSessionId })).status, 404);
  assert.deepEqual(await ids('/push/find_all'), [push.mediaSessionId]);
});

test('a push ends with its stream', async () => {
  const api = rest();
  const encoder = await published(here, 'short');
  await api.done('/push/startup', { streamName: 'short', rtmpUrl: `${NOBODY}/live` });
  await encoder.close();
  await until('the push is gone', async () => (await api.ask('/push/find_all')).status === 404,
      { withinMs: 8000 });
});

test('a pull is told with all its fields, and its name must be free', async () => {
  const api = rest();
  await published(here, 'taken');
  const uri = `${NOBODY}/live/far`;
  const clash = await api.ask('/pull/rtmp/pull', { uri, localStreamName: 'taken' });
  assert.equal(clash.status, 409);
  assertRefused(clash.body, 409, '/rest-api/pull/rtmp/pull');
  assert.equal(await api.done('/pull/rtmp/pull', { uri, localStreamName: 'near' }), null);
  const [agent] = await api.done('/pull/rtmp/find', { localStreamName: 'near' });
  assert.match(agent.localMediaSessionId, UUID);
  assert.ok(['NEW', 'PENDING'].includes(agent.status), agent.status);
  assert.deepEqual(agent, { localMediaSessionId: agent.localMediaSessionId, localStreamName: 'near', uri,
    status: agent.status, hasAudio: false, hasVideo: false, record: false });
  assert.equal((await api.ask('/pull/startup', { uri, localStreamName: 'other' })).status, 409);
  assert.equal(await api.done('/pull/terminate', { localStreamName: 'near' }), null);
  assert.equal((await api.ask('/pull/rtmp/find_all')).status, 404);
});
