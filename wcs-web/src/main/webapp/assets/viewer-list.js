/** The viewers of a stream, each with a graph of its quality that opens to a larger one. */

import { QualityGraph, TimeChart } from './charts.js';
import { h, icon, setText } from './dom.js';
import { bitrate, duration, integer } from './format.js';
import { KeyedList } from './keyed-list.js';
import { endButton } from './order.js';
import { codecs, FactList, facts, provider, size } from './stream-facts.js';

const SHOWN_AT_FIRST = 50;
const perSecond = (value) => `${value < 10 && value % 1 ? value.toFixed(1) : integer(value)}/s`;

/** The large graphs of a stream, and its figures. */
export class QualityCharts {
  #rate = new TimeChart({ title: 'Bitrate', format: bitrate, least: 100_000,
    series: [{ key: 'videoRate', label: 'video' }, { key: 'audioRate', label: 'audio', tone: 'second' }] });
  #fps = new TimeChart({ title: 'Frame rate', format: (value) => `${Math.round(value)} fps`, least: 30,
    series: [{ key: 'fps', label: 'frames' }] });
  #loss = new TimeChart({ title: 'Loss', format: perSecond, least: 6,
    series: [{ key: 'lost', label: 'lost', tone: 'bad' }, { key: 'nack', label: 'NACK', tone: 'warn' },
      { key: 'skipped', label: 'left out', tone: 'accent' }, { key: 'pli', label: 'PLI', tone: 'second' }] });

  element = h('div.charts.three', {}, this.#rate.element, this.#fps.element, this.#loss.element);

  /** @param {import('./quality.js').Look[]} looks */
  show(looks) {
    for (const chart of [this.#rate, this.#fps, this.#loss]) chart.show(looks);
  }
}

/** One viewer. */
class Row {
  #protocol = h('span.tag');
  #who = h('a.mono');
  #what = h('small');
  #graph;
  #cells = { rate: h('dd'), fps: h('dd'), lost: h('dd'), nack: h('dd'), rtt: h('dd'), age: h('dd') };
  #toggle;
  #more = h('div.viewer-more', { hidden: true });
  #charts = null;
  #facts = null;
  #qualities;
  #stream;

  constructor(stream, { qualities, stop }) {
    this.#qualities = qualities;
    this.#stream = stream;
    const id = stream.mediaSessionId;
    this.#graph = new QualityGraph(`Bitrate and loss of viewer ${id}`);
    this.#toggle = h('button.graph-button', { type: 'button', 'aria-expanded': 'false', title: 'Show the quality of this viewer' },
        this.#graph.element, icon('down'));
    this.#toggle.addEventListener('click', () => this.#open(this.#more.hidden));
    const pair = (name, cell) => h('div', {}, h('dt', {}, name), cell);
    const { rate, fps, lost, nack, rtt, age } = this.#cells;
    this.element = h('li.viewer', { 'data-id': id },
        h('div.viewer-line', {},
            h('div.viewer-who', {}, h('div', {}, this.#protocol, this.#who), this.#what),
            this.#toggle,
            h('dl.viewer-figures', {}, pair('Bitrate', rate), pair('Frames', fps), pair('Lost', lost),
                pair('NACK · PLI', nack), pair('Round trip', rtt), pair('Age', age)),
            endButton({ label: `Stop viewer ${id}`, text: 'Stop', act: () => stop(this.#stream) })),
        this.#more);
  }

  show(stream) {
    this.#stream = stream;
    const { metrics: m = {}, sessionId } = stream;
    const quality = this.#qualities.of(stream);
    setText(this.#protocol, provider(stream));
    setText(this.#who, sessionId || stream.mediaSessionId);
    this.#who.title = `${sessionId}, media session ${stream.mediaSessionId}`;
    this.#who.href = `connections.html?find=${encodeURIComponent(sessionId || '')}`;
    setText(this.#what, [codecs(stream), size(stream), stream.transport, stream.status !== 'PLAYING' && stream.status]
        .filter((one) => one && one !== '–').join(' · '));
    const counted = (...keys) => keys.map((key) => (m[key] === undefined ? '–' : integer(m[key]))).join(' · ');
    setText(this.#cells.rate, m.VIDEO_RATE === undefined && m.AUDIO_RATE === undefined ? '–'
      : bitrate((m.VIDEO_RATE || 0) + (m.AUDIO_RATE || 0)));
    setText(this.#cells.fps, m.VIDEO_FPS === undefined || (!m.VIDEO_FPS && stream.mediaProvider === 'HLS') ? '–' : `${Math.round(m.VIDEO_FPS)} fps`);
    setText(this.#cells.lost, m.VIDEO_LOST === undefined && m.AUDIO_LOST === undefined ? '–'
      : integer((m.VIDEO_LOST || 0) + (m.AUDIO_LOST || 0)));
    setText(this.#cells.nack, counted('VIDEO_NACK', 'VIDEO_PLI'));
    setText(this.#cells.rtt, m.ROUND_TRIP ? `${integer(m.ROUND_TRIP)} ms` : '–');
    setText(this.#cells.age, duration((Date.now() - stream.createDate) / 1000));
    this.#graph.show(quality.looks);
    this.#drawMore(quality);
  }

  #open(open) {
    if (open && !this.#charts) {
      this.#charts = new QualityCharts();
      this.#facts = new FactList();
      this.#more.append(this.#charts.element, this.#facts.element);
    }
    this.#more.hidden = !open;
    this.#toggle.setAttribute('aria-expanded', String(open));
    this.#drawMore(this.#qualities.of(this.#stream));
  }

  #drawMore(quality) {
    if (this.#more.hidden) return;
    this.#charts.show(quality.looks);
    this.#facts.show({ ...facts(this.#stream), 'Media session': this.#stream.mediaSessionId });
  }
}

export class ViewerList {
  #list;
  #all = false;
  #more = h('button.button.small', { type: 'button', hidden: true });
  #none = h('p.none.muted', {}, 'Nobody is watching.');
  #qualities;
  #last = [];
  #wanted = '';

  /**
   * @param {HTMLElement} root
   * @param {{qualities: import('./quality.js').Qualities, stop: (stream: object) => Promise}} parts
   */
  constructor(root, { qualities, stop }) {
    this.#qualities = qualities;
    const place = h('div');
    root.append(place, h('div.more', {}, this.#more));
    this.#list = new KeyedList(place, { box: h('ul.viewers'), key: (stream) => stream.mediaSessionId,
      make: (stream) => new Row(stream, { qualities, stop }) });
    this.#more.addEventListener('click', () => {
      this.#all = true;
      this.show(this.#last);
    });
  }

  /** Shows only viewers whose session or protocol contains a text. */
  filter(text) {
    this.#wanted = text.trim().toLowerCase();
    this.show(this.#last);
  }

  /** @param {object[]} streams played; with many, those in trouble come first */
  show(streams) {
    this.#last = streams;
    const found = streams.filter((one) => `${one.sessionId} ${one.mediaSessionId} ${provider(one)}`.toLowerCase().includes(this.#wanted));
    const order = found.length > SHOWN_AT_FIRST
      ? (a, b) => this.#qualities.of(b).trouble - this.#qualities.of(a).trouble || a.createDate - b.createDate
      : (a, b) => a.createDate - b.createDate || a.mediaSessionId.localeCompare(b.mediaSessionId);
    const sorted = [...found].sort(order);
    const visible = this.#all ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
    setText(this.#none, streams.length ? 'No viewer matches the filter.' : 'Nobody is watching.');
    this.#list.show(streams, visible, this.#none);
    this.#more.hidden = visible.length === found.length;
    setText(this.#more, `Show all ${integer(found.length)}, not just the ${SHOWN_AT_FIRST} with the most losses`);
  }
}
