/** Serves the test pages and the vendor's SDK, byte for byte as npm delivered it. */

import { createReadStream } from 'node:fs';
import http from 'node:http';
import { fileURLToPath } from 'node:url';

const PAGES = new URL('../pages/', import.meta.url);
const SDK = new URL('../node_modules/@flashphoner/websdk/flashphoner.js', import.meta.url);
const ROOMS = new URL('../node_modules/@flashphoner/websdk/flashphoner-room-api.js',
    import.meta.url);
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' };
const FILES = {
  '/sdk.html': new URL('sdk.html', PAGES),
  '/sdk.js': new URL('sdk.js', PAGES),
  '/raw.html': new URL('raw.html', PAGES),
  '/raw.js': new URL('raw.js', PAGES),
  '/hls.html': new URL('hls.html', PAGES),
  '/hls.js': new URL('hls.js', PAGES),
  '/lib/hls.min.js': new URL('../node_modules/hls.js/dist/hls.min.js', import.meta.url),
  '/lib/shaka.js': new URL('../node_modules/shaka-player/dist/shaka-player.compiled.js',
      import.meta.url),
  '/media.js': new URL('media.js', PAGES),
  '/flashphoner.js': SDK,
  '/room.html': new URL('room.html', PAGES),
  '/room.js': new URL('room.js', PAGES),
  '/flashphoner-room-api.js': ROOMS,
};

/** @returns {Promise<{url: string, close: () => Promise<void>}>} */
export async function serveSite() {
  const server = http.createServer((request, response) => {
    const file = FILES[new URL(request.url, 'http://localhost').pathname];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[file.pathname.split('.').pop()] });
    createReadStream(fileURLToPath(file)).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => new Promise((done) => {
    server.closeAllConnections();
    server.close(done);
  });
  return { url: `http://localhost:${server.address().port}`, close };
}
