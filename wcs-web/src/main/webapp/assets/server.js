/** The server's state, polled from `/status`. */

import { History } from './history.js';
import { rest } from './rest.js';

const EVERY_MS = 1000;
const HIDDEN_MS = 5000;
const LONGEST_PAUSE_MS = 15000;

/**
 * Polls once a second, less often while the page is hidden, and ever less often while the server
 * does not answer. Events: `update` with the state as `detail`, `down` with
 * `{retryAt, reason}`.
 */
class ServerState extends EventTarget {
  #timer = 0;
  #failures = 0;

  /** Last state received. @type {object|null} */
  state = null;

  /** Polls at once and goes on; called again, it retries without waiting. */
  async poll() {
    clearTimeout(this.#timer);
    const mine = {};
    this.current = mine;
    let outcome;
    try {
      outcome = { state: await read() };
    } catch (error) {
      outcome = { reason: error.reason || 'The server does not answer' };
    }
    if (this.current !== mine) return;
    this.#schedule(outcome);
  }

  #schedule({ state, reason }) {
    this.#failures = state ? 0 : this.#failures + 1;
    const pause = state ? (document.hidden ? HIDDEN_MS : EVERY_MS)
        : Math.min(LONGEST_PAUSE_MS, EVERY_MS * 2 ** this.#failures);
    this.#timer = setTimeout(() => this.poll(), pause);
    if (state) {
      this.state = state;
      history.add(state);
      this.dispatchEvent(new CustomEvent('update', { detail: state }));
    } else {
      const detail = { reason, retryAt: Date.now() + pause };
      this.dispatchEvent(new CustomEvent('down', { detail }));
    }
  }
}

async function read() {
  const response = await fetch(new URL('status', document.baseURI), {
    cache: 'no-store',
    headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout(4000),
  });
  if (!response.ok) throw fault(`The server answered ${response.status}`);
  const state = await response.json().catch(() => null);
  if (!state || typeof state !== 'object') throw fault('The server answered something unexpected');
  return named({ ...state, streams: Array.isArray(state.streams) ? state.streams : [] });
}

/** `/status` hides the passwords in names that are URLs; who may use the REST API gets them whole. */
async function named(state) {
  const { streams, cameras = [] } = state;
  const names = new Map();
  for (const [scheme, group] of [['rtsp', 'rtsp'], ['rtmp', 'pull/rtmp']]) {
    if (![...streams, ...cameras].some(({ name }) => isUrl(name, scheme))) continue;
    for (const agent of (await rest.list(`${group}/find_all`)) || []) names.set(agent.localMediaSessionId, agent.localStreamName);
  }
  const whole = (item, id) => (names.has(id) ? { ...item, name: names.get(id) } : item);
  return {
    ...state,
    streams: streams.map((stream) => whole(stream, stream.publisher)),
    cameras: cameras.map((camera) => whole(camera, camera.id)),
  };
}

const isUrl = (name, scheme) => new RegExp(`^${scheme}s?://`, 'i').test(name);

function fault(reason) {
  return Object.assign(new Error(reason), { reason });
}

/** What the poller has seen lately. */
export const history = new History();

/** The one poller of a page. */
export const server = new ServerState();

document.addEventListener('visibilitychange', () => {
  if (!document.hidden && server.current) server.poll();
});
