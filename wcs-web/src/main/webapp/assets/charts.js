/** Charts over time, drawn as SVG so that colours follow light and dark by themselves. */

import { h, setText } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const LINES = 2;
const MARGIN = { top: 8, right: 2, bottom: 20, left: 2 };
/** Points further apart are not joined: nobody looked in between. */
const GAP_MS = 12_000;
/** Tops of scales whose halves are round, too. */
const STEPS = [1, 2, 4, 6, 8, 10];

/**
 * @typedef {{key: string, label: string, tone?: string}} Series a tone names one of the colours
 *     `.tone-…`
 */

/** One chart: a title, a legend with the figures of now or of where the pointer is, and lines. */
export class TimeChart {
  #series;
  #format;
  #least;
  #spanMs;
  #samples = [];
  #pointed = null;
  #legend = new Map();
  #when = h('span.chart-when');
  #svg = node('svg', { class: 'chart-svg', role: 'img' });
  #title;

  /**
   * @param {{title: string, series: Series[], format: (value: number) => string, least?: number,
   *     spanMs?: number}} settings `least` is the smallest value at the top of the scale
   */
  constructor({ title, series, format, least = 1, spanMs = 300_000 }) {
    this.#title = title;
    this.#series = series;
    this.#format = format;
    this.#least = least;
    this.#spanMs = spanMs;
    const legend = h('div.chart-legend');
    for (const { key, label, tone = 'accent' } of series) {
      const value = h('strong', {}, '–');
      this.#legend.set(key, value);
      legend.append(h(`span.tone-${tone}`, {}, h('i', { 'aria-hidden': 'true' }), h('span', {}, label), value));
    }
    this.element = h('figure.chart', {},
        h('figcaption', {}, h('span.chart-title', {}, title), this.#when, legend),
        h('div.chart-box', {}, this.#svg));
    this.#svg.addEventListener('pointermove', (event) => this.#point(event));
    this.#svg.addEventListener('pointerleave', () => this.#point(null));
    new ResizeObserver(() => this.#draw()).observe(this.#svg);
  }

  /** @param {object[]} samples in order of their `at`, Unix milliseconds */
  show(samples) {
    this.#samples = samples;
    this.#draw();
  }

  #point(event) {
    if (event) {
      const box = this.#svg.getBoundingClientRect();
      const share = (event.clientX - box.left - MARGIN.left) / (box.width - MARGIN.left - MARGIN.right);
      this.#pointed = Math.max(0, Math.min(1, share));
    } else {
      this.#pointed = null;
    }
    this.#draw();
  }

  #draw() {
    const { clientWidth: width, clientHeight: height } = this.#svg;
    if (!width || !height) return;
    const until = this.#samples.at(-1)?.at ?? Date.now();
    const since = until - this.#spanMs;
    const visible = this.#samples.filter(({ at }) => at >= since);
    const x = (at) => MARGIN.left + ((at - since) / this.#spanMs) * (width - MARGIN.left - MARGIN.right);
    const top = this.#top(visible.flatMap((sample) => this.#series.map(({ key }) => sample[key] || 0)));
    const y = (value) => height - MARGIN.bottom - (value / top) * (height - MARGIN.top - MARGIN.bottom);
    const place = { x, y, width, height, since, until, top };
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    const parts = [...this.#grid(place), ...this.#series.flatMap((one) => this.#line(one, visible, place))];
    this.#svg.replaceChildren(...parts, ...this.#marks(visible, place));
  }

  /** The next round number. */
  #top(values) {
    const most = Math.max(this.#least, ...values);
    const decade = 10 ** Math.floor(Math.log10(most));
    return decade * STEPS.find((step) => step * decade >= most * 0.999);
  }

  #grid({ x, y, width, height, since, until, top }) {
    const parts = [];
    for (let line = 0; line <= LINES; line += 1) {
      const value = (top * line) / LINES;
      parts.push(node('line', { class: line ? 'grid' : 'grid base', x1: 0, x2: width, y1: crisp(y(value)), y2: crisp(y(value)) }));
    }
    for (const value of [top, top / 2]) {
      parts.push(node('text', { class: 'axis', x: 2, y: y(value) + 12 }, round(this.#format(value))));
    }
    const minutes = this.#spanMs / 60_000;
    for (let ago = Math.ceil(minutes) - 1; ago > 0; ago -= 1) {
      parts.push(node('text', { class: 'axis middle', x: x(until - ago * 60_000), y: height - 5 }, `−${ago} min`));
    }
    parts.push(node('text', { class: 'axis end', x: x(until), y: height - 5 }, 'now'));
    return since < until ? parts : [];
  }

  #line({ key, tone = 'accent' }, samples, { x, y }) {
    const first = key === this.#series[0].key;
    return runs(samples, key).flatMap((run) => {
      const points = run.map((sample) => `${x(sample.at).toFixed(1)} ${y(sample[key]).toFixed(1)}`);
      if (points.length < 2) {
        return [node('circle', { class: `dot-mark tone-${tone}`, cx: x(run[0].at), cy: y(run[0][key]), r: 1.5 })];
      }
      const line = `M${points.join('L')}`;
      const area = `${line}L${x(run.at(-1).at).toFixed(1)} ${y(0)}L${x(run[0].at).toFixed(1)} ${y(0)}Z`;
      const stroke = node('path', { class: `line tone-${tone}`, d: line });
      return first ? [node('path', { class: `area tone-${tone}`, d: area }), stroke] : [stroke];
    });
  }

  /** What the pointer is at, or the last one; fills the legend. */
  #marks(samples, { x, y, width, height }) {
    const sample = this.#chosen(samples, x, width);
    for (const { key } of this.#series) {
      setText(this.#legend.get(key), sample && sample[key] != null ? this.#format(sample[key]) : '–');
    }
    const pointed = this.#pointed !== null && sample;
    setText(this.#when, pointed ? new Date(sample.at).toLocaleTimeString('en-GB') : '');
    this.#svg.setAttribute('aria-label', `${this.#title}: ${this.#series.map(({ key, label }) =>
      `${label} ${this.#legend.get(key).textContent}`).join(', ')}`);
    if (!pointed) return [];
    const at = x(sample.at);
    return [node('line', { class: 'cross', x1: at, x2: at, y1: 0, y2: height - MARGIN.bottom }),
      ...this.#series.filter(({ key }) => sample[key] != null).map(({ key, tone = 'accent' }) =>
        node('circle', { class: `dot-mark tone-${tone}`, cx: at, cy: y(sample[key]), r: 3.5 }))];
  }

  #chosen(samples, x, width) {
    if (this.#pointed === null || !samples.length) return samples.at(-1);
    const wanted = MARGIN.left + this.#pointed * (width - MARGIN.left - MARGIN.right);
    return samples.reduce((best, one) => (Math.abs(x(one.at) - wanted) < Math.abs(x(best.at) - wanted) ? one : best));
  }
}

/**
 * The quality of one viewer or publisher, small: the bitrate as a line, and what was lost as marks
 * below it.
 */
export class QualityGraph {
  #svg = node('svg', { class: 'quality', role: 'img', preserveAspectRatio: 'none', viewBox: '0 0 120 34' });

  constructor(label) {
    this.label = label;
    this.element = this.#svg;
  }

  /** @param {{at: number, rate: number, trouble: number}[]} samples */
  show(samples, spanMs = 120_000) {
    const until = samples.at(-1)?.at ?? 0;
    const visible = samples.filter(({ at }) => at > until - spanMs);
    const most = Math.max(1, ...visible.map(({ rate }) => rate || 0)) * 1.1;
    const x = (at) => 120 - ((until - at) / spanMs) * 120;
    const y = (rate) => 32 - (rate / most) * 30;
    const parts = [];
    for (const run of runs(visible, 'rate')) {
      const line = `M${run.map(({ at, rate }) => `${x(at).toFixed(1)} ${y(rate).toFixed(1)}`).join('L')}`;
      parts.push(node('path', { class: 'area tone-accent', d: `${line}L${x(run.at(-1).at).toFixed(1)} 34L${x(run[0].at).toFixed(1)} 34Z` }),
          node('path', { class: 'line tone-accent', d: line }));
    }
    for (const { at } of visible.filter(({ trouble }) => trouble > 0)) {
      parts.push(node('rect', { class: 'trouble', x: x(at) - 1, y: 0, width: 2, height: 34 }));
    }
    const troubled = visible.filter(({ trouble }) => trouble > 0).length;
    this.#svg.setAttribute('aria-label', `${this.label}: losses in ${troubled} of ${visible.length} looks`);
    this.#svg.replaceChildren(...parts);
  }
}

/** Consecutive samples that have a value and no gap between them. */
function runs(samples, key) {
  const all = [];
  let last = null;
  for (const sample of samples) {
    if (sample[key] == null) continue;
    if (!last || sample.at - last.at > GAP_MS) all.push([]);
    all.at(-1).push(sample);
    last = sample;
  }
  return all;
}

function node(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Without the zeros behind the point, which only figures need. */
const round = (text) => text.replace(/\.0+(?=\D|$)|(\.\d*[1-9])0+(?=\D|$)/, '$1');

const crisp = (value) => Math.round(value) + 0.5;
