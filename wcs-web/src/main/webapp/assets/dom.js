/** Small building blocks for pages: elements, icons, copy buttons, announcements. */

const SVG = 'http://www.w3.org/2000/svg';

/** Strokes on a 24 by 24 grid. */
const ICONS = {
  alert: ['M12 8.5v4.5', 'M12 16.6v.1', 'M10.3 4.2 2.9 17a2 2 0 0 0 1.7 3h14.8a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0z'],
  arrow: ['M5 12h14', 'M13 6l6 6-6 6'],
  camera: ['M4 6.5h9.5a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z', 'M15.5 10.5 22 7v10l-6.5-3.5'],
  cameraOff: ['M2 3l19 18', 'M9.5 6.500h4a2 2 0 0 1 2 2v4', 'M15.5 10.5 22 7v10l-4-2.2', 'M14.5 17.300a2 2 0 0 1-1 .2H4a2 2 0 0 1-2-2v-7a2 2 0 0 1 1.7-2'],
  chart: ['M4 19V5', 'M4 19h16', 'M8 15l3.5-4 3 2.500L20 8'],
  check: ['M5 12.500l4.5 4.500L19 7'],
  clock: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M12 7.500V12l3 2'],
  close: ['M6 6l12 12', 'M18 6 6 18'],
  code: ['M8.500 7 3.500 12l5 5', 'M15.500 7l5 5-5 5', 'M13.500 4.500l-3 15'],
  copy: ['M9 9h9a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z', 'M4 15V5a2 2 0 0 1 2-2h9'],
  down: ['M6 9.500l6 6 6-6'],
  expand: ['M4 9V4h5', 'M20 9V4h-5', 'M4 15v5h5', 'M20 15v5h-5'],
  gear: ['M4 7h9', 'M19 7h1', 'M16 4.500v5', 'M4 17h1', 'M11 17h9', 'M8 14.500v5'],
  link: ['M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7l-1.2 1.2', 'M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.2-1.2'],
  live: ['M12 11.9v.2', 'M8.5 15.500a5 5 0 0 1 0-7', 'M15.5 8.500a5 5 0 0 1 0 7', 'M5.6 18.400a9 9 0 0 1 0-12.8', 'M18.4 5.600a9 9 0 0 1 0 12.8'],
  lock: ['M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z', 'M8 11V8a4 4 0 0 1 8 0v3'],
  mic: ['M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z', 'M5.5 11a6.5 6.5 0 0 0 13 0', 'M12 17.500V21'],
  micOff: ['M3 3l18 18', 'M9 9v2a3 3 0 0 0 4.5 2.6', 'M15 11V6a3 3 0 0 0-5.7-1.3', 'M5.5 11a6.5 6.5 0 0 0 10.4 5.2', 'M18.5 11a6.4 6.4 0 0 1-.5 2.5', 'M12 17.500V21'],
  people: ['M9 4a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z', 'M2.500 20a6.500 6.500 0 0 1 13 0', 'M16 4.300a3.500 3.500 0 0 1 0 6.400', 'M18 13.900a6.500 6.500 0 0 1 3.500 6.100'],
  picture: ['M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z', 'M3.500 16.500 9 11l5 5 2.500-2.500 4 4', 'M15.500 9v.1'],
  pip: ['M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z', 'M13 12.500h5v3.500h-5z'],
  play: ['M7 4.500v15l12-7.500z'],
  refresh: ['M20 11a8 8 0 1 0-2.3 6.3', 'M20 5v6h-6'],
  screen: ['M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z', 'M8.5 21h7', 'M12 17v4'],
  segments: ['M4 6h4v12H4z', 'M10 6h4v12h-4z', 'M16 6h4v12h-4z'],
  stop: ['M7 6h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z'],
  volume: ['M4 9.500v5h3.500L12 19V5L7.5 9.500z', 'M15.5 9a4.5 4.5 0 0 1 0 6', 'M18.3 6.300a8 8 0 0 1 0 11.4'],
  volumeOff: ['M4 9.500v5h3.500L12 19V5L7.5 9.500z', 'M16 9.500l5 5', 'M21 9.500l-5 5'],
};

/** @param {string} selector @returns {HTMLElement} */
export const $ = (selector, root = document) => root.querySelector(selector);

/**
 * Makes an element.
 *
 * @param {string} tag tag name, with classes as in `div.card.wide`
 * @param {object} [props] attributes; `onclick` and the like become listeners
 * @param {...(Node|string|null)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.classList.add(...classes);
  for (const [key, value] of Object.entries(props || {})) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null && child !== ''));
  return element;
}

/** @param {keyof ICONS} name @returns {SVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

/** Fills every `<i data-icon="name">` below a node. */
export function drawIcons(root = document) {
  for (const place of root.querySelectorAll('[data-icon]')) {
    place.replaceWith(icon(place.dataset.icon));
  }
}

/** Changes an icon button's picture and label in one go. */
export function setButton(button, iconName, label, text = '') {
  button.replaceChildren(icon(iconName), ...(text ? [h('span', {}, text)] : []));
  button.setAttribute('aria-label', label);
  button.title = label;
}

/** Sets a text only when it differs, so that selections survive refreshes. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Speaks a message to assistive technology and shows it for a moment. */
export function toast(message) {
  const region = $('#toasts') || document.body.appendChild(
      h('div', { id: 'toasts', role: 'status', 'aria-live': 'polite' }));
  const note = h('div.toast', {}, message);
  region.append(note);
  setTimeout(() => note.remove(), 2600);
}

/** A button that copies what `text()` returns. */
export function copyButton(text, what) {
  const button = h('button.button.ghost.square', { type: 'button' });
  const rest = () => setButton(button, 'copy', `Copy ${what}`);
  rest();
  button.addEventListener('click', async () => {
    const done = await copy(text());
    toast(done ? `Copied ${what}` : 'Copying is not allowed here: select the text instead');
    if (!done) return;
    setButton(button, 'check', 'Copied');
    setTimeout(rest, 1600);
  });
  return button;
}

/** The clipboard API needs a secure page; plain http falls back to a selection. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.body.appendChild(h('textarea.offscreen', { readonly: true }));
    area.value = text;
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

/** An address in a read-only line with a copy button. `set(url)` changes it. */
export function addressLine(label, url = '') {
  const value = h('code.address', { tabindex: '0', role: 'textbox', 'aria-readonly': 'true', 'aria-label': label }, url);
  const element = h('div.address-line', {},
      h('span.address-label', {}, label), value, copyButton(() => value.textContent, label));
  return { element, set: (text) => setText(value, text) };
}
