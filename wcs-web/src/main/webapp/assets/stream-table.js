/** The table of live streams; rows are updated in place, so focus and selection survive. */

import { h, icon, setText } from './dom.js';
import { bitrate, codec, duration, integer, resolution, streamName } from './format.js';
import { watchButton } from './watch-panel.js';

/** What the API names otherwise, for the sake of clients that know the old names. */
const PROTOCOLS = { Flash: 'RTMP' };

const COLUMNS = [
  ['Name', ''], ['Publisher', ''], ['Codecs', ''], ['Resolution', ''], ['Bitrate', 'end'],
  ['Lost', 'end'], ['Viewers', 'end'], ['Age', 'end'], ['', ''],
];

/** One row. */
class Row {
  #cells = {};
  #mutes = h('span.mutes');
  #muteState = '';

  constructor(stream, watch) {
    const query = `name=${encodeURIComponent(stream.name)}`;
    const href = `play.html?${query}`;
    const details = `stream.html?${query}`;
    this.#cells.address = h('span.mono');
    this.#cells.protocol = h('span.tag');
    const plain = (key, label, end) => {
      this.#cells[key] = h(end ? 'td.end' : 'td', { 'data-label': label });
      return this.#cells[key];
    };
    this.element = h('tr', {},
        h('td.name', {}, h('div', {}, h('span.dot.good', { 'aria-hidden': 'true' }),
            h('a', { href: details, title: streamName(stream.name) }, streamName(stream.name)), this.#mutes)),
        h('td.publisher', {}, h('div', {}, this.#cells.protocol, this.#cells.address)),
        plain('codecs', 'Codecs'), plain('size', 'Resolution'), plain('rate', 'Bitrate', true),
        plain('lost', 'Packets lost', true), plain('viewers', 'Viewers', true),
        plain('age', 'Age', true),
        h('td', {}, h('div.actions', {},
            h('a.button.small', { href: details, 'aria-label': `Details of ${streamName(stream.name)}` }, icon('chart'), h('span', {}, 'Details')),
            watchButton(`How to watch ${streamName(stream.name)}`, () => watch(stream.name)),
            h('a.button.small', { href, title: 'Play', 'aria-label': `Play ${streamName(stream.name)}` },
                icon('play'), h('span', {}, 'Play')))));
  }

  show(stream) {
    const { address, protocol, codecs, size, rate, lost, viewers, age } = this.#cells;
    const names = [stream.videoCodec, stream.audioCodec].map(codec).filter(Boolean);
    const frames = stream.fps > 0 ? ` · ${Math.round(stream.fps)} fps` : '';
    setText(address, stream.publisher || '–');
    address.title = stream.publisher || '';
    setText(protocol, PROTOCOLS[stream.protocol] || stream.protocol || 'WebRTC');
    setText(codecs, names.join(' · ') || '–');
    setText(size, resolution(stream.width, stream.height) + frames);
    setText(rate, bitrate(stream.bitrateBps));
    setText(lost, integer(stream.packetsLost));
    setText(viewers, integer(stream.viewers));
    setText(age, duration((Date.now() - stream.createdAt) / 1000));
    this.#showMutes(stream);
  }

  #showMutes({ audioMuted, videoMuted }) {
    const state = `${audioMuted}${videoMuted}`;
    if (state === this.#muteState) return;
    this.#muteState = state;
    const picture = (name, text) => h('span', { title: text }, icon(name), h('span.offscreen', {}, text));
    this.#mutes.replaceChildren(...[
      audioMuted && picture('micOff', 'Microphone muted'),
      videoMuted && picture('cameraOff', 'Camera off'),
    ].filter(Boolean));
  }
}

export class StreamTable {
  #rows = new Map();
  #streams = [];
  #wanted = '';
  #body = h('tbody');
  #table = h('table', {},
      h('thead', {}, h('tr', {}, ...COLUMNS.map(([title, side]) => h('th', { scope: 'col', class: side },
          title || h('span.offscreen', {}, 'Action'))))), this.#body);
  #none = h('div.empty', {}, icon('live'), h('strong', {}, 'Nothing is live yet'),
      h('span', {}, 'Publish your camera from this browser, or send a stream with RTMP, RTSP or WHIP as shown below.'),
      h('a.button.primary', { href: 'publish.html' }, icon('camera'), h('span', {}, 'Publish the camera')));
  #noMatch = h('div.empty', {}, h('strong', {}, 'No stream matches the filter'));
  #root;
  #watch;

  /** @param {HTMLElement} root @param {(name: string) => void} watch tells how to watch a stream */
  constructor(root, watch) {
    this.#root = root;
    this.#watch = watch;
    root.append(h('div.empty', {}, 'Loading…'));
  }

  /** Shows only streams whose name or publisher contains a text. */
  filter(text) {
    this.#wanted = text.trim().toLowerCase();
    this.#draw();
  }

  /** @param {object[]} streams of the server's state */
  show(streams) {
    this.#streams = [...streams].sort((a, b) => (b.createdAt || 0) - (a.createdAt || 0)
        || a.name.localeCompare(b.name));
    this.#draw();
  }

  #draw() {
    const visible = this.#streams.filter((stream) => `${stream.name} ${stream.publisher}`.toLowerCase().includes(this.#wanted));
    const present = new Set(this.#streams.map((stream) => stream.name));
    for (const name of this.#rows.keys()) if (!present.has(name)) this.#rows.delete(name);
    const elements = visible.map((stream) => {
      if (!this.#rows.has(stream.name)) this.#rows.set(stream.name, new Row(stream, this.#watch));
      const row = this.#rows.get(stream.name);
      row.show(stream);
      return row.element;
    });
    const same = elements.length === this.#body.children.length
        && elements.every((element, at) => element === this.#body.children[at]);
    if (!same) this.#body.replaceChildren(...elements);
    const content = visible.length ? this.#table : this.#streams.length ? this.#noMatch : this.#none;
    if (this.#root.firstElementChild !== content) this.#root.replaceChildren(content);
  }
}
