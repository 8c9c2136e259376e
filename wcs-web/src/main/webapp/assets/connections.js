/** The connections page: every session, what it publishes and plays, and a way to end it. */

import { $, h, icon, setText } from './dom.js';
import { integer, streamName } from './format.js';
import { KeyedList } from './keyed-list.js';
import { confirmed, endButton, order } from './order.js';
import { rest } from './rest.js';
import { server } from './server.js';
import { startShell } from './shell.js';
import { statistics } from './statistics.js';
import { FactList, provider } from './stream-facts.js';
import { Tile } from './tiles.js';

const SHOWN_AT_FIRST = 200;
const HOOK = 'hooks_millis_';

/** One session. */
class Row {
  #kind = h('span.tag');
  #app = h('span');
  #client = h('small');
  #streams = h('div.session-streams');
  #drawn = '';

  constructor({ sessionId }) {
    this.element = h('li.session', { 'data-id': sessionId },
        h('div.session-who', {}, h('div', {}, this.#kind, h('span.mono', { title: sessionId }, sessionId)), this.#client),
        h('div.session-app', {}, this.#app),
        this.#streams,
        endButton({ label: `Disconnect ${sessionId}`, text: 'Disconnect', act: () => disconnect(sessionId) }));
  }

  show(connection) {
    setText(this.#kind, kind(connection));
    setText(this.#app, [connection.appKey, connection.login].filter(Boolean).join(' · '));
    setText(this.#client, client(connection));
    const links = connection.streams.map(({ name, published, mediaSessionId }) => ({ name, published, mediaSessionId }));
    const drawn = JSON.stringify(links);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#streams.replaceChildren(...(links.length ? links.slice(0, 12).map(link) : [h('span.muted', {}, 'no stream')]),
        links.length > 12 ? h('span.muted', {}, `and ${integer(links.length - 12)} more`) : '');
  }
}

function link({ name, published }) {
  const shown = streamName(name || '');
  return h('a.stream-chip', { href: `stream.html?name=${encodeURIComponent(name || '')}`,
    title: `${published ? 'publishes' : 'plays'} ${shown}` },
  icon(published ? 'live' : 'play'), h('span', {}, shown));
}

function kind(connection) {
  const said = connection.protocol || connection.transport || connection.mediaProviders?.[0] || connection.streams.map(provider)[0];
  return { Flash: 'RTMP' }[said] || said || 'WebSocket';
}

function client({ clientBrowserVersion, clientOSVersion, clientVersion, remoteAddress, status }) {
  return [remoteAddress, browser(clientBrowserVersion), system(clientOSVersion), clientVersion && `client ${clientVersion}`,
    status !== 'ESTABLISHED' && status].filter(Boolean).join(' · ');
}

/** A user agent in two words. */
function browser(text = '') {
  const found = /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(text || '');
  const names = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' };
  return found ? `${names[found[1]] || found[1]} ${found[2]}` : (text || '').slice(0, 60);
}

/** What stands between the first brackets of what a browser says, or a plain name. */
function system(text = '') {
  const [, inside] = /\(([^)]*)\)/.exec(text || '') || [];
  return (inside ?? text ?? '').replace(/^X11; /, '').slice(0, 40);
}

const filter = $('#filter');
const none = h('div.empty', {}, icon('people'), h('strong', {}, 'Nobody is connected'));
const noMatch = h('div.empty', {}, h('strong', {}, 'No session matches the filter'));
const refused = h('div.empty', {}, icon('lock'), h('strong', {}, 'The server does not show its sessions'));
const more = h('p.none.muted', { hidden: true });
const place = h('div');
const list = new KeyedList(place, { box: h('ul.sessions'), key: ({ sessionId }) => sessionId, make: (one) => new Row(one) });
const tiles = { sessions: new Tile('Sessions'), apps: new Tile('Applications'), calls: new Tile('Calls to backends'), waiting: new Tile('Calls under way') };
const hooks = new FactList();
let asking = false;
let last = [];

startShell();
$('#list').append(place, more);
$('#tiles').append(...Object.values(tiles).map(({ element }) => element));
$('#hooks').append(hooks.element);
filter.value = new URLSearchParams(location.search).get('find') || '';
filter.addEventListener('input', draw);
server.addEventListener('update', ({ detail }) => {
  $('main').classList.remove('stale');
  look(detail);
  lookAtHooks();
});
server.addEventListener('down', () => $('main').classList.add('stale'));
rest.addEventListener('open', () => server.state && look(server.state));

/** One look at a time; an empty server is not asked, as it could only say that there is nothing. */
async function look(state) {
  if (asking) return;
  asking = true;
  const { rtmp = {}, rtsp = {}, streams } = state;
  const anybody = state.sessions || state.viewers || rtmp.sessions || rtsp.sessions || streams.length || state.peers;
  const connections = anybody ? await rest.list('connection/find_all') : [];
  const played = connections?.length && (streams.length || state.viewers) ? await rest.list('stream/find_all') : [];
  asking = false;
  if (connections) {
    const bySession = Map.groupBy ? Map.groupBy(played || [], ({ sessionId }) => sessionId) : grouped(played || []);
    last = connections.map((one) => ({ ...one, streams: bySession.get(one.sessionId) || [] }))
        .sort((a, b) => String(a.sessionId).localeCompare(String(b.sessionId)));
    draw();
  } else {
    place.replaceChildren(refused);
  }
}

/** What applications were asked, and how fast they answer. */
async function lookAtHooks() {
  const seen = await statistics('hooks_stats,port_stats');
  const { hooks_calls: calls = 0, hooks_errors: errors = 0, hooks_timeouts: late = 0, hooks_refused: refusals = 0 } = seen;
  tiles.calls.show(integer(calls), `${integer(refusals)} refused · ${integer(errors)} failed · ${integer(late)} too late`);
  tiles.waiting.show(integer(seen.ports_rest_api_leased), `${integer(seen.ports_rest_api_pending)} waiting for a connection`);
  const times = Object.entries(seen).filter(([key]) => key.startsWith(HOOK));
  $('#hooks-card').hidden = !times.length;
  hooks.show(Object.fromEntries(times.map(([key, millis]) => [key.slice(HOOK.length).replace('_', ' · '), `${millis.toFixed(1)} ms`])));
}

function grouped(streams) {
  const all = new Map();
  for (const stream of streams) all.set(stream.sessionId, [...(all.get(stream.sessionId) || []), stream]);
  return all;
}

function draw() {
  const wanted = filter.value.trim().toLowerCase();
  const found = last.filter((one) => [one.sessionId, one.appKey, one.login, kind(one), client(one),
    ...one.streams.map(({ name }) => name)].join(' ').toLowerCase().includes(wanted));
  list.show(last, found.slice(0, SHOWN_AT_FIRST), last.length ? noMatch : none);
  setText($('#count'), String(last.length));
  showSums();
  more.hidden = found.length <= SHOWN_AT_FIRST;
  setText(more, `${integer(found.length - SHOWN_AT_FIRST)} more: filter to find them.`);
}

function showSums() {
  const kinds = new Map();
  for (const one of last) kinds.set(kind(one), (kinds.get(kind(one)) || 0) + 1);
  const apps = [...new Set(last.map(({ appKey }) => appKey).filter(Boolean))].sort();
  tiles.sessions.show(integer(last.length), [...kinds].sort().map(([name, count]) => `${integer(count)} ${name}`).join(' · ') || 'nobody');
  tiles.apps.show(integer(apps.length), apps.join(', ') || 'none in use');
}

async function disconnect(sessionId) {
  const streams = last.find((one) => one.sessionId === sessionId)?.streams || [];
  const ends = streams.some(({ published }) => published) ? 'What it publishes ends for everybody who watches.' : 'It is told, and what it plays ends.';
  if (!(await confirmed('Disconnect this session?', `${sessionId}. ${ends}`, 'Disconnect'))) return;
  await order('connection/terminate', { sessionId }, 'The session is disconnected');
}
