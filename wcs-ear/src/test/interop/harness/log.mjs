/** The server's own log, where it is at hand. */

import { readFile } from 'node:fs/promises';

/** What is in the log that should never be there: errors, and traces of exceptions. */
export class Log {
  #file;
  #from = 0;

  static async mark(urls) {
    const log = new Log();
    log.#file = urls.log;
    log.#from = (await log.#text()).length;
    return log;
  }

  async #text() {
    return this.#file ? readFile(this.#file, 'utf8') : '';
  }

  /** What has been written since the mark. */
  async since() {
    return (await this.#text()).slice(this.#from);
  }

  /** @returns {Promise<string[]>} the lines since the mark */
  async complaints() {
    const lines = (await this.since()).split('\n');
    return lines.filter((line) => / (ERROR|FATAL) |^\s+at |^Caused by|Exception/.test(line));
  }
}
