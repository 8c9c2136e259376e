/** A browser page with HLS players, driven from the test. */

import { openPage } from './browser.mjs';
import { until } from './until.mjs';

export class HlsPage {
  constructor(page) {
    this.page = page;
  }

  static async open(world) {
    return new HlsPage(await openPage(world.browser, `${world.site.url}/hls.html`));
  }

  #call(method, ...args) {
    return this.page.evaluate(([name, list]) => window.hls[name](...list), [method, args]);
  }

  /** @param kind `hlsjs`, `shaka` or `native` */
  start = (key, kind, url, options) => this.#call('start', key, kind, url, options);
  figures = (key) => this.#call('figures', key);
  levels = (key) => this.#call('levels', key);
  look = (key) => this.#call('look', key);
  pitch = (key) => this.#call('pitch', key);
  sync = (key, seconds) => this.#call('sync', key, seconds);
  stop = (key) => this.#call('stop', key);
  close = () => this.page.close();

  /** Waits until so many pictures have been shown. */
  frames(key, frames, withinMs = 15_000) {
    return until(`${key} shows ${frames} frames`, async () => {
      const figures = await this.figures(key);
      if (figures.frames <= frames) throw new Error(JSON.stringify(figures));
      return figures;
    }, { withinMs });
  }

  hears(key, pitchHz, withinMs = 6000) {
    return until(`${key} hears ${pitchHz} Hz`, async () => {
      const heard = await this.pitch(key);
      if (Math.abs(heard - pitchHz) > 10) throw new Error(`${heard} Hz`);
      return heard;
    }, { withinMs });
  }
}
