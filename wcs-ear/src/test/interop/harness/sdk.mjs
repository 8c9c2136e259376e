/** A browser page with the vendor's SDK, driven from the test. */

import { openPage } from './browser.mjs';
import { until } from './until.mjs';

export class SdkPage {
  constructor(page, urls) {
    this.page = page;
    this.urls = urls;
  }

  static async open(world, options = {}) {
    const sdk = new SdkPage(await openPage(world.browser, `${world.site.url}/sdk.html`), world.urls);
    if (options.connect !== false) await sdk.connect('main', options.session);
    return sdk;
  }

  get faults() {
    return this.page.faults;
  }

  #call(method, ...args) {
    return this.page.evaluate(([name, list]) => window.sdk[name](...list), [method, args]);
  }

  connect(key = 'main', options = {}) {
    return this.#call('connect', key, this.urls.ws, options);
  }

  disconnect = (key = 'main') => this.#call('disconnect', key);
  publish = (key, options) => this.#call('publish', key, options);
  play = (key, options) => this.#call('play', key, options);
  stop = (key) => this.#call('stop', key);
  call = (key, method, ...args) => this.#call('call', key, method, ...args);
  sendData = (payload, key = 'main') => this.#call('sendData', key, payload);
  available = (key, options) => this.#call('available', key, options);
  snapshot = (key, options) => this.#call('snapshot', key, options);
  figures = (key) => this.#call('figures', key);
  look = (key) => this.#call('look', key);
  pitch = (key) => this.#call('pitch', key);
  syncOfOurselves = (seconds) => this.#call('syncOfOurselves', seconds);
  sync = (key, seconds) => this.#call('sync', key, seconds);
  id = (key) => this.#call('id', key);
  story = (key) => this.#call('story', key);
  localSdp = (key) => this.#call('localSdp', key);
  remoteSdp = (key) => this.#call('remoteSdp', key);
  events = () => this.page.evaluate(() => window.sdk.events);
  wire = () => this.page.evaluate(() => window.sdk.wire);
  close = () => this.page.close();

  /** Messages of one name that the server sent, for one stream if `key` is given. */
  async received(message, key) {
    const id = key && await this.id(key);
    return (await this.wire()).filter((frame) => frame.way === 'in' && frame.message === message
        && (!id || frame.data[0] === id || frame.data[0]?.mediaSessionId === id));
  }

  /** Waits for a status and returns the event with its time. */
  status(key, status, withinMs = 8000) {
    return until(`${key} becomes ${status}`, async () => {
      const mine = (await this.events()).filter((event) => event.key === key && event.status);
      const found = mine.find((event) => event.what === status);
      if (!found && mine.length) {
        throw new Error(mine.map(({ what, info }) => `${what} ${info || ''}`).join(', '));
      }
      return found;
    }, { withinMs });
  }

  /** Waits for a stream event of a type. */
  streamEvent(key, type, withinMs = 3000) {
    return until(`${key} is told of ${type}`, async () => (await this.events())
        .find((event) => event.key === key && event.type === type), { withinMs });
  }

  async publishing(key, options) {
    await this.publish(key, options);
    return this.status(key, 'PUBLISHING');
  }

  async playing(key, options) {
    await this.play(key, options);
    return this.status(key, 'PLAYING');
  }

  /** Waits until `frames` pictures more than `beyond` are decoded. */
  frames(key, frames, { withinMs = 5000, beyond = 0 } = {}) {
    return until(`${key} decodes more than ${frames} frames`, async () => {
      const figures = await this.figures(key);
      if (!(figures.video?.frames > beyond + frames)) throw new Error(JSON.stringify(figures));
      return figures;
    }, { withinMs });
  }

  sound(key, withinMs = 5000) {
    return until(`${key} hears something`, async () => {
      const figures = await this.figures(key);
      if (!(figures.audio?.energy > 0)) throw new Error(JSON.stringify(figures.audio));
      return figures;
    }, { withinMs });
  }

  /** The picture is neither black nor a still. */
  async alive(key, withinMs = 4000) {
    const first = await until(`${key} shows a picture`, async () => {
      const seen = await this.look(key);
      return seen && seen.brightness > 16 && seen;
    }, { withinMs });
    return until(`the picture of ${key} moves`, async () => {
      const seen = await this.look(key);
      return seen.print !== first.print && seen;
    }, { withinMs });
  }

  /** The picture is ours: red on the left, blue on the right. */
  ours(key, withinMs = 4000) {
    return until(`${key} shows red and blue`, async () => {
      const { left, right } = await this.look(key);
      const seen = left[0] > left[2] + 60 && right[2] > right[0] + 60;
      if (!seen) throw new Error(`left ${left}, right ${right}`);
      return true;
    }, { withinMs });
  }

  hears(key, pitchHz, withinMs = 5000) {
    return until(`${key} hears ${pitchHz} Hz`, async () => {
      const heard = await this.pitch(key);
      if (Math.abs(heard - pitchHz) > 10) throw new Error(`${heard} Hz`);
      return heard;
    }, { withinMs });
  }
}
