/** The list of live streams beside the player. */

import { h, icon, setText } from './dom.js';
import { bitrate, resolution, streamName } from './format.js';

export class LiveList {
  #root;
  #open;
  #rows = new Map();
  #box = h('div.stream-list');
  #none = h('div.empty', {}, icon('live'), h('strong', {}, 'Nothing is live'),
      h('a.button.small', { href: 'publish.html' }, 'Publish a stream'));

  /** @param {HTMLElement} root @param {(name: string) => void} open */
  constructor(root, open) {
    this.#root = root;
    this.#open = open;
  }

  show(streams, current) {
    const names = new Set(streams.map((stream) => stream.name));
    for (const [name, row] of this.#rows) {
      if (names.has(name)) continue;
      row.element.remove();
      this.#rows.delete(name);
    }
    for (const stream of streams) {
      if (!this.#rows.has(stream.name)) this.#add(stream.name);
      const { element, detail, viewers } = this.#rows.get(stream.name);
      const watched = stream.name === current;
      if (watched) element.setAttribute('aria-current', 'true');
      else element.removeAttribute('aria-current');
      setText(detail, `${resolution(stream.width, stream.height)} · ${bitrate(stream.bitrateBps)}`);
      setText(viewers, `${stream.viewers} watching`);
    }
    const content = streams.length ? this.#box : this.#none;
    if (this.#root.firstElementChild !== content) this.#root.replaceChildren(content);
  }

  #add(name) {
    const detail = h('small');
    const viewers = h('small');
    const element = h('a.stream-link', { href: `?name=${encodeURIComponent(name)}` },
        h('span.dot.good', { 'aria-hidden': 'true' }),
        h('span', {}, h('strong', {}, streamName(name)), detail), viewers);
    element.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#open(name);
    });
    this.#rows.set(name, { element, detail, viewers });
    this.#box.append(element);
  }
}
