/** Keeps one stream playing: connects, waits for absent streams, comes back after failures. */

import { connect, defaultUrl } from '../client/wcs.js';

const WAIT_MS = 2000;
const OFFLINE_MS = 5000;
/** Each try is a connection to the camera. */
const FETCH_MS = 5000;
/** Reasons that pass by themselves when the publisher comes (back). */
const TEMPORARY = /not found|Stopped by|not ready|Session|Distributor|Failed by (ICE|RTP|DTLS)|Connection to the server lost/i;

/**
 * Phases: `idle`, `connecting`, `playing`, `waiting` (for the publisher), `offline` (server not
 * reachable), `failed` (the server refused for good), `stopped` (by the user). Events: `change`,
 * `playing`, `unmute`.
 */
export class Viewer extends EventTarget {
  #video;
  #session = null;
  #connecting = null;
  #run = null;
  #timer = 0;

  name = '';
  phase = 'idle';
  info = '';
  url = '';
  /** True when this stream has been on screen before. */
  seen = false;
  /** @type {import('../client/wcs.js').Playback|null} */
  playback = null;
  publisherMuted = { audio: false, video: false };

  /** @param {HTMLVideoElement} video */
  constructor(video) {
    super();
    this.#video = video;
  }

  /** True while it plays or tries to. */
  get active() {
    return ['connecting', 'playing', 'waiting', 'offline'].includes(this.phase);
  }

  /** True of a name that is the address of a camera or another server. */
  get fetched() {
    return /^[a-z]+:\/\//i.test(this.name);
  }

  /** Switches to a stream; an empty name only stops. */
  open(name) {
    this.stop();
    this.name = name;
    this.seen = false;
    if (name) this.play();
    else this.#enter('idle');
  }

  /** Starts, or tries again without waiting. */
  async play() {
    this.#halt();
    const run = new AbortController();
    this.#run = run;
    this.#enter('connecting');
    try {
      const session = await this.#connected();
      if (run.signal.aborted) return;
      const playback = await session.play({ name: this.name, video: this.#video, signal: run.signal });
      if (run.signal.aborted) return;
      this.#follow(playback, run);
    } catch (error) {
      if (!run.signal.aborted) this.#lost(error.message);
    }
  }

  /** Stops and stays stopped. */
  stop() {
    this.#halt();
    if (this.phase !== 'idle') this.#enter('stopped');
  }

  /** One session serves all streams; callers who come while it opens share the attempt. */
  #connected() {
    if (this.#session?.connected) return Promise.resolve(this.#session);
    this.#connecting ||= this.#connect().finally(() => { this.#connecting = null; });
    return this.#connecting;
  }

  async #connect() {
    this.url = await defaultUrl();
    this.#session = await connect({ url: this.url });
    return this.#session;
  }

  #follow(playback, run) {
    this.playback = playback;
    this.publisherMuted = playback.publisherMuted;
    playback.addEventListener('event', () => this.#changed());
    playback.addEventListener('close', ({ detail }) => {
      if (!run.signal.aborted) this.#lost(detail.info);
    });
    if (playback.ended) {
      this.#lost(playback.info);
      return;
    }
    this.seen = true;
    this.#enter('playing');
    this.dispatchEvent(new Event('playing'));
    const offer = () => this.dispatchEvent(new Event('unmute'));
    if (playback.unmuteNeeded) offer();
    else playback.addEventListener('unmute', offer);
  }

  #lost(info) {
    this.playback = null;
    this.info = info || 'Failed by error';
    const online = this.#session?.connected === true;
    if (!online) this.#retry('offline', OFFLINE_MS);
    else if (this.fetched && this.seen) this.#retry('waiting', FETCH_MS);
    else if (this.fetched) this.#enter('failed');
    else if (TEMPORARY.test(this.info)) this.#retry('waiting', WAIT_MS);
    else this.#enter('failed');
  }

  #retry(phase, pause) {
    this.#enter(phase);
    this.#timer = setTimeout(() => this.#probe(), pause);
  }

  /** Asks first, so that the picture of waiting does not flicker. */
  async #probe() {
    const run = this.#run;
    let ready = false;
    try {
      const session = await this.#connected();
      ready = this.fetched || (await session.available(this.name)).available;
    } catch (error) {
      this.info = error.message;
    }
    if (this.#run !== run || run.signal.aborted) return;
    if (ready) this.play();
    else if (this.#session?.connected) this.#retry('waiting', WAIT_MS);
    else this.#retry('offline', OFFLINE_MS);
  }

  #halt() {
    clearTimeout(this.#timer);
    this.#run?.abort();
    this.playback = null;
  }

  #enter(phase) {
    this.phase = phase;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
