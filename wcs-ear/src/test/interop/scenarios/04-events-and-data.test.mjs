/** Mute states, data, resizes; and an answer to every message that is known but not served. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { offer } from '../harness/offers.mjs';
import { SdkPage } from '../harness/sdk.mjs';
import { until } from '../harness/until.mjs';
import { Wire } from '../harness/wire.mjs';
import { world } from '../harness/world.mjs';

const here = world();
const open = async () => here.closeLater(await SdkPage.open(here));

test('players are told of mutes, of data and of the size of the picture', async () => {
  const studio = await open();
  const hall = await open();
  const name = 'events';
  await studio.publishing('camera', { name });
  await hall.playing('one', { name });
  await hall.playing('two', { name });
  await hall.frames('one', 5);
  for (const key of ['one', 'two']) {
    const { payload } = await hall.streamEvent(key, 'resize');
    assert.equal(payload.streamerVideoWidth, 320);
    assert.equal(payload.streamerVideoHeight, 240);
  }
  const told = {
    muteAudio: 'audioMuted', unmuteAudio: 'audioUnmuted',
    muteVideo: 'videoMuted', unmuteVideo: 'videoUnmuted',
  };
  for (const [method, type] of Object.entries(told)) {
    await studio.call('camera', method);
    await hall.streamEvent('one', type);
    await hall.streamEvent('two', type);
  }
  await studio.call('camera', 'sendData', { slide: 3, text: 'žluť' });
  for (const key of ['one', 'two']) {
    const { payload } = await hall.streamEvent(key, 'data');
    assert.deepEqual(payload, { slide: 3, text: 'žluť' });
  }
  const order = (await hall.events()).filter((event) => event.key === 'one' && event.type
      && event.type !== 'resize').map(({ type }) => type);
  assert.deepEqual(order, [...Object.values(told), 'data']);
  assert.deepEqual([...studio.faults, ...hall.faults], []);
});

test('a picture that changes its size is told to players', async () => {
  const studio = await open();
  const hall = await open();
  const name = 'resizing';
  await studio.publishing('camera', { name, source: 'tone' });
  await hall.playing('viewer', { name });
  await hall.streamEvent('viewer', 'resize');
  await studio.page.evaluate(() => {
    const canvas = window.testCanvas;
    canvas.width = 480;
    canvas.height = 360;
  });
  await until('the new size is told', async () => (await hall.events()).some(({ type, payload }) =>
    type === 'resize' && payload.streamerVideoWidth === 480 && payload.streamerVideoHeight === 360),
  { withinMs: 8000 });
});

test('session data is accepted, and comes back from nobody', async () => {
  const page = await open();
  const answer = await page.sendData({ operation: 'hello', list: [1, 2, 3] });
  assert.equal(answer.status, 'ACCEPTED');
  assert.ok(!(await page.events()).some(({ what }) => what === 'APP_DATA'));
});

test('a snapshot is a picture, and one that cannot be made is answered', async () => {
  const page = await open();
  await page.publishing('camera', { name: 'snapped' });
  await page.snapshot('snapper', { name: 'snapped' });
  const { payload } = await page.streamEvent('snapper', 'snapshotCompleted', 6000);
  assert.equal(Buffer.from(payload.snapshot, 'base64').subarray(1, 4).toString(), 'PNG');
  await page.snapshot('loser', { name: 'nothing' });
  const failed = await page.streamEvent('loser', 'snapshotFailed');
  assert.equal(failed.payload.info, 'Stream not found');
});

test('every known message that is not served is answered', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  const expected = {
    snapshot: { id: 'mediaSessionId', fields: { name: 'nothing' }, answers: ['notifyStreamEvent'] },
    call: { id: 'callId', fields: { callee: '100', sdp: offer({ direction: 'sendrecv' }),
      mediaProvider: 'WebRTC', hasAudio: true }, answers: ['finish'] },
    answer: { id: 'callId', fields: { sdp: offer({ direction: 'sendrecv' }) }, answers: ['finish'] },
    hangup: { id: 'callId', fields: {}, answers: ['finish'] },
    hold: { id: 'callId', fields: {}, answers: ['finish'] },
    unhold: { id: 'callId', fields: {}, answers: ['finish'] },
    transfer: { id: 'callId', fields: { target: '101' },
      answers: ['finish', 'fail', 'notifyTransferEvent'] },
    joinRoom: { id: 'internalMessageId', fields: { id: 'room', pin: '1' },
      answers: ['sfuCallback'] },
    leaveRoom: { id: 'internalMessageId', fields: { id: 'room', pin: '1' },
      answers: ['sfuCallback'] },
  };
  for (const [message, { id, fields, answers }] of Object.entries(expected)) {
    const value = randomUUID();
    wire.say(message, { [id]: value, ...fields });
    await until(`${message} is answered`, () => wire.heard.some((frame) =>
      [...answers, 'fail'].includes(frame.message) && JSON.stringify(frame.data).includes(value)),
    { withinMs: 2000 });
  }
  assert.equal(wire.closed, null);
});

test('messages without an answer leave the session in order', async () => {
  const wire = here.closeLater(await Wire.session(here.urls.ws));
  wire.say('ping', null);
  wire.raw(JSON.stringify({ message: 'pong' }));
  wire.say('pushLogs', { logs: 'a line of the client' });
  wire.say('sessionDebug', { command: 'start' });
  wire.say('stopStream', { mediaSessionId: randomUUID(), name: 'never' });
  wire.say('sendData', { operationId: 'after', payload: 1 });
  await wire.hears('DataStatusEvent', (first) => first.operationId === 'after');
});
