/** Applications, and a backend for them in this process. */

import http from 'node:http';
import { Shell } from './shell.mjs';
import { until } from './until.mjs';

/** An application of that name and key with all its methods, or none; one that is there is changed. */
export async function application(here, name, url, methods = '-a') {
  const shell = here.closeLater(await Shell.of(here.urls));
  await shell.says(`add app ${name} ${name} "${url}"`)
      .catch(() => shell.says(`update app -l "${url}" ${name}`));
  await shell.says(methods ? `add app-rest-method ${methods} ${name}`
    : `remove app-rest-method -a ${name}`);
  return shell;
}

/** A backend of this process; `answers[method]` says what it answers, the echo if nothing. */
export class Backend {
  heard = [];
  answers = {};
  #server;

  static async start(here) {
    const backend = new Backend();
    backend.#server = http.createServer((request, response) => backend.#answer(request, response));
    await new Promise((done) => { backend.#server.listen(0, '127.0.0.1', done); });
    backend.url = `http://127.0.0.1:${backend.#server.address().port}/rest`;
    return here.closeLater(backend);
  }

  async #answer(request, response) {
    let body = '';
    for await (const part of request) body += part;
    const method = request.url.replace('/rest/', '');
    const asked = JSON.parse(body);
    this.heard.push({ method, asked });
    const answer = this.answers[method]?.(asked, response);
    if (answer === null) return; // never
    const { status = 200, reason, json = asked } = answer ?? {};
    response.writeHead(status, reason, { 'Content-Type': 'application/json' });
    response.end(typeof json === 'string' ? json : JSON.stringify(json));
  }

  told(method, matches = () => true, withinMs = 5000) {
    return until(`the backend is told ${method}`, () => {
      const found = this.heard.find((call) => call.method === method && matches(call.asked));
      if (!found) throw new Error(this.heard.map((call) => call.method).join(', '));
      return found.asked;
    }, { withinMs });
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise((done) => { this.#server.close(done); });
  }
}
