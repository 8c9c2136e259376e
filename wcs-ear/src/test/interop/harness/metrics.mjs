/** Figures of the server as a monitoring system reads them, by a parser that forgives nothing. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const READER = fileURLToPath(new URL('../clients/metrics.py', import.meta.url));
const ACCEPT = {
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  prometheus: 'text/plain; version=0.0.4',
};

/** One scrape. */
export class Scrape {
  constructor(families) {
    this.families = families;
    this.names = new Set(families.flatMap((family) =>
      [family.name, ...family.samples.map((sample) => sample.name)]));
  }

  /** @param form `openmetrics` or `prometheus` */
  static async of(urls, form = 'openmetrics') {
    const response = await fetch(`${urls.metrics}/metrics`, { headers: { Accept: ACCEPT[form] } });
    if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
    return Scrape.read(await response.text(), form);
  }

  static async read(text, form) {
    const reader = spawn('/usr/bin/python3', [READER, form]);
    let out = '';
    let errors = '';
    reader.stdout.setEncoding('utf8').on('data', (part) => { out += part; });
    reader.stderr.setEncoding('utf8').on('data', (part) => { errors += part; });
    reader.stdin.end(text);
    const [code] = await once(reader, 'close');
    if (code !== 0) throw new Error(`not ${form}: ${errors.slice(-1000)}`);
    return new Scrape(JSON.parse(out));
  }

  family(name) {
    return this.families.find((family) => family.name === name);
  }

  /** The number of the one series with these labels at least; undefined if there is none. */
  value(name, labels = {}) {
    for (const family of this.families) {
      for (const sample of family.samples) {
        if (sample.name === name && matches(sample.labels, labels)) return Number(sample.value);
      }
    }
    return undefined;
  }

  /** Every number that only grows, by its series. */
  counters() {
    const all = new Map();
    for (const family of this.families) {
      if (family.type !== 'counter' && family.type !== 'histogram') continue;
      for (const sample of family.samples) {
        all.set(`${sample.name}${JSON.stringify(sample.labels)}`, Number(sample.value));
      }
    }
    return all;
  }
}

const matches = (labels, wanted) =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);
