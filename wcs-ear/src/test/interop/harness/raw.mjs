/** A page with bare peer connections, signalled from the test. */

import { openPage } from './browser.mjs';
import { SdkPage } from './sdk.mjs';

/** Shares the measurements of {@link SdkPage}; only the calls into the page differ. */
export class RawPage {
  static async open(world) {
    const raw = new RawPage();
    raw.page = await openPage(world.browser, `${world.site.url}/raw.html`);
    return raw;
  }

  #call(method, ...args) {
    return this.page.evaluate(([name, list]) => window.raw[name](...list), [method, args]);
  }

  offer = (key, options) => this.#call('offer', key, options);
  answer = (key, sdp) => this.#call('answer', key, sdp);
  figures = (key) => this.#call('figures', key);
  look = (key) => this.#call('look', key);
  pitch = (key) => this.#call('pitch', key);
  end = (key) => this.#call('close', key);
  close = () => this.page.close();

  frames = SdkPage.prototype.frames;
  sound = SdkPage.prototype.sound;
  alive = SdkPage.prototype.alive;
  ours = SdkPage.prototype.ours;
  hears = SdkPage.prototype.hears;
}
