/** Three browsers meet in a room by the vendor's own room API. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../harness/browser.mjs';
import { until } from '../harness/until.mjs';
import { Wire } from '../harness/wire.mjs';
import { world } from '../harness/world.mjs';

const here = world();

/** One participant with a page of its own. */
class Guest {
  static async enter(name, room) {
    const guest = here.closeLater(new Guest());
    guest.page = await openPage(here.browser, `${here.site.url}/room.html`);
    await guest.call('connect', here.urls.ws, name);
    await guest.call('join', room);
    return guest;
  }

  call(method, ...args) {
    return this.page.evaluate(([name, list]) => window.room[name](...list), [method, args]);
  }

  told = () => this.page.evaluate(() => window.room.told);
  close = () => this.page.close();

  /** Waits until something was told that has all these members. */
  hears(what, members = {}, withinMs = 8000) {
    return until(`told of ${what} ${JSON.stringify(members)}`, async () => {
      const all = await this.told();
      const found = all.find((each) => each.what === what && Object.entries(members)
          .every(([key, value]) => JSON.stringify(each[key]) === JSON.stringify(value)));
      if (!found) throw new Error(JSON.stringify(all));
      return found;
    }, { withinMs });
  }

  sees(who, frames = 10) {
    return until(`pictures of ${who} are shown`, async () => {
      const shown = await this.call('shown', who);
      if (shown < frames) throw new Error(`${shown} pictures`);
      return shown;
    }, { withinMs: 10_000 });
  }
}

test('three browsers meet, talk, see each other and part', async () => {
  const ann = await Guest.enter('ann', 'den');
  await ann.hears('STATE', { who: [] });
  const annsName = await ann.call('publish');
  await ann.hears('PUBLISHING', { key: 'mine' });

  const bob = await Guest.enter('bob', 'den');
  await bob.hears('STATE', { who: [['ann', [annsName]]] });
  await ann.hears('JOINED', { who: 'bob' });
  const bobsName = await bob.call('publish');
  await ann.hears('PUBLISHED', { who: 'bob', streams: [bobsName] });

  const cid = await Guest.enter('cid', 'den');
  await cid.hears('STATE', { who: [['ann', [annsName]], ['bob', [bobsName]]] });
  await ann.hears('JOINED', { who: 'cid' });
  await bob.hears('JOINED', { who: 'cid' });

  await cid.call('play', 'ann');
  await cid.call('play', 'bob');
  await bob.call('play', 'ann');
  await cid.sees('ann');
  await cid.sees('bob');
  await bob.sees('ann');

  await ann.call('say', 'bob', 'for you alone');
  await bob.hears('MESSAGE', { who: 'ann', text: 'for you alone' });
  assert.ok(!(await cid.told()).some(({ what }) => what === 'MESSAGE'));

  await bob.call('stop', 'mine');
  await bob.hears('UNPUBLISHED', { key: 'mine' });
  await cid.hears('STOPPED', { key: 'bob' });
  await until('the stream is off the list', async () =>
    (await ann.call('streamsOf', 'bob')).length === 0);

  assert.equal(await cid.call('leave'), true);
  await ann.hears('LEFT', { who: 'cid' });
  await bob.hears('LEFT', { who: 'cid' });
  await ann.close();
  await bob.hears('LEFT', { who: 'ann' });
  for (const guest of [bob, cid]) assert.deepEqual(guest.page.faults, []);
});

test('a room that cannot be joined, and a stranger at the door', async () => {
  const ann = await Guest.enter('ann', 'den');
  await ann.hears('STATE');
  const twin = await Guest.enter('ann', 'den');
  await twin.hears('FAILED', { info: 'Login is already in the room' });
  const bob = await Guest.enter('bob', 'attic');
  await bob.hears('STATE', { who: [] });

  const wire = here.closeLater(await Wire.open(here.urls.ws));
  wire.say('connection', { appKey: 'roomApp', mediaProviders: ['WebRTC'],
    custom: { login: 'eve' } });
  await wire.hears('getUserData');
  wire.say('playStream', { mediaSessionId: 'm1', name: 'den-ann-1', custom: { name: 'den' },
    mediaProvider: 'WebRTC', sdp: 'v=0' });
  const refused = await wire.hears('fail', ({ id }) => id === 'm1');
  assert.deepEqual(refused, { apiMethod: 'StreamStatusEvent', id: 'm1', status: 'FAILED',
    info: 'Not in the room' });
  for (const payload of [{ command: 'dance' }, 7, { command: 'sendMessage',
    options: { roomConfig: { name: 'den' }, to: 'ann', text: 'hi' } }]) {
    wire.say('sendData', { operationId: JSON.stringify(payload), payload });
    const answer = await wire.hears('DataStatusEvent', ({ operationId }) =>
      operationId === JSON.stringify(payload));
    assert.equal(answer.status, 'FAILED');
  }
  assert.deepEqual(ann.page.faults, []);
});

test('nobody comes in without a login', async () => {
  const wire = here.closeLater(await Wire.open(here.urls.ws));
  wire.say('connection', { appKey: 'roomApp', mediaProviders: ['WebRTC'] });
  const refused = await wire.hears('fail');
  assert.deepEqual(refused, { apiMethod: 'ConnectionStatusEvent', status: 'FAILED',
    info: 'Login is missing' });
  await until('the socket is closed', () => wire.closed !== null);
});
