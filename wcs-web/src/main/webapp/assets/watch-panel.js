/** The panel that tells how to watch one stream, in a dialog over the page. */

import { commands, watchGroups } from './addresses.js';
import { addressLine, h, icon, setButton, setText } from './dom.js';
import { streamName } from './format.js';

const PLACE = { host: location.hostname, base: document.baseURI };

/** Opens over the page; one panel serves all streams of a page. */
export class WatchPanel {
  #title = h('h2', { id: 'watch-title' });
  #body = h('div.watch');
  #dialog;

  constructor() {
    const close = h('button.button.ghost.square', { type: 'button', onclick: () => this.#dialog.close() });
    setButton(close, 'close', 'Close');
    this.#dialog = h('dialog.panel', { 'aria-labelledby': 'watch-title' },
        h('div.card-head', {}, this.#title, close), this.#body);
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    document.body.append(this.#dialog);
  }

  /** @param {string} name of the stream @param {object} ports of the server's state */
  open(name, ports) {
    setText(this.#title, `How to watch “${streamName(name)}”`);
    const groups = [...watchGroups(name, ports, PLACE), commands(name, ports, PLACE)];
    this.#body.replaceChildren(...groups.map(section));
    this.#dialog.showModal();
  }
}

/** A button that opens the panel. */
export function watchButton(label, open) {
  return h('button.button.small', { type: 'button', 'aria-label': label, title: 'How to watch', onclick: open },
      icon('link'), h('span', {}, 'Watch'));
}

function section({ title, note, lines }) {
  return h('section', {}, h('h3', {}, title), h('p.muted', {}, note),
      ...lines.map(({ label, url }) => addressLine(label, url).element));
}
