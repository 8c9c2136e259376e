/** What a scenario needs: the server, the page server, a browser; and all of it gone afterwards. */

import { after, afterEach, before } from 'node:test';
import { launch } from './browser.mjs';
import { quiet } from './counters.mjs';
import { running, Server } from './server.mjs';
import { serveSite } from './site.mjs';

/**
 * Declares set-up and clean-up for the tests of one file. After every test its pages and clients
 * (whatever was given to `world.closeLater`) are closed and the server's counters must be zero.
 */
export function world({ browser = true } = {}) {
  const here = { urls: null, site: null, browser: null };
  let own = null;
  const toClose = [];

  here.closeLater = (thing) => {
    toClose.push(thing);
    return thing;
  };

  before(async () => {
    here.urls = running();
    if (!here.urls) {
      own = await Server.start();
      here.urls = own.urls;
    }
    here.site = await serveSite();
    if (browser) here.browser = await launch();
  });

  afterEach(async () => {
    while (toClose.length) await toClose.pop().close();
    await quiet(here.urls);
  });

  after(async () => {
    await here.browser?.close();
    await here.site?.close();
    await own?.interrupt();
  });

  return here;
}
