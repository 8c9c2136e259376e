/** The cameras that are fetched: their state, and a form to begin with another. */

import { h, icon, setButton, setText } from './dom.js';
import { streamName } from './format.js';
import { order } from './order.js';

const STATES = {
  NEW: ['warn', 'Starting'],
  PENDING: ['warn', 'Connecting'],
  CONNECTED: ['warn', 'Connected'],
  PROCESSED_REMOTE: ['good', 'Playing'],
  STOPPED: ['', 'Stopped'],
  FAILED: ['bad', 'Failed'],
};

/** One camera. */
class Row {
  #dot = h('span.dot', { 'aria-hidden': 'true' });
  #state = h('strong');
  #info = h('small');
  #address = h('small.mono');
  #stop = h('button.button.small', { type: 'button' });

  constructor({ name }) {
    const shown = streamName(name);
    const href = `play.html?name=${encodeURIComponent(name)}`;
    this.#stop.addEventListener('click', () => this.#end(name));
    setButton(this.#stop, 'stop', `Stop ${shown}`, 'Stop');
    this.element = h('li.camera', {},
        h('div.camera-name', {}, this.#dot, h('div', {}, h('a', { href, title: shown }, shown), this.#address)),
        h('div.camera-state', {}, this.#state, this.#info),
        h('div.actions', {},
            h('a.button.small', { href, 'aria-label': `Play ${shown}` }, icon('play'), h('span', {}, 'Play')),
            this.#stop));
  }

  show({ name, uri, status, hasAudio, hasVideo, info }) {
    const [tone, word] = STATES[status] || ['', status];
    const kinds = [hasVideo && 'video', hasAudio && 'audio'].filter(Boolean).join(' and ');
    this.#dot.className = `dot ${tone}`;
    setText(this.#state, word);
    setText(this.#info, status === 'PROCESSED_REMOTE' ? kinds : info || '');
    setText(this.#address, streamName(name) === uri ? '' : uri);
  }

  async #end(localStreamName) {
    this.#stop.disabled = true;
    await order('rtsp/terminate', { localStreamName });
    this.#stop.disabled = false;
  }
}

export class Cameras {
  #root;
  #rows = new Map();
  #list = h('ul.cameras');
  #none = h('p.none.muted', {}, 'No camera is connected. Add one by its address; it stays until it is stopped.');

  /** @param {HTMLElement} root of the list @param {HTMLFormElement} form adds a camera */
  constructor(root, form) {
    this.#root = root;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      add(form);
    });
  }

  /** @param {object[]} cameras of the server's state */
  show(cameras = []) {
    const sorted = [...cameras].sort((a, b) => a.name.localeCompare(b.name));
    const names = new Set(sorted.map(({ name }) => name));
    for (const name of this.#rows.keys()) if (!names.has(name)) this.#rows.delete(name);
    const elements = sorted.map((camera) => {
      if (!this.#rows.has(camera.name)) this.#rows.set(camera.name, new Row(camera));
      const row = this.#rows.get(camera.name);
      row.show(camera);
      return row.element;
    });
    const same = elements.length === this.#list.children.length
        && elements.every((element, at) => element === this.#list.children[at]);
    if (!same) this.#list.replaceChildren(...elements);
    const content = elements.length ? this.#list : this.#none;
    if (this.#root.firstElementChild !== content) this.#root.replaceChildren(content);
  }
}

async function add(form) {
  const [uri, name] = form.querySelectorAll('input');
  const button = form.querySelector('button');
  button.disabled = true;
  const done = await order('rtsp/startup', { uri: uri.value.trim(), localStreamName: name.value.trim() });
  button.disabled = false;
  if (!done) return;
  form.reset();
  uri.focus();
}
