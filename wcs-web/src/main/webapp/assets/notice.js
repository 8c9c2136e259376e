/** Notices above a page's content. */

import { $, h, icon } from './dom.js';

/**
 * Shows a notice in place of the previous one.
 *
 * @param {string} title
 * @param {string|Node} [text]
 * @param {'bad'|'warn'} [tone]
 */
export function notice(title, text = '', tone = 'bad') {
  const place = $('#notices');
  const close = h('button.button.ghost.small', { type: 'button', onclick: () => place.replaceChildren() }, 'Dismiss');
  place.replaceChildren(h(`div.banner.${tone}`, {},
      icon('alert'), h('div.banner-text', {}, h('strong', {}, title), h('span.muted', {}, text)), close));
}

export function clearNotice() {
  $('#notices').replaceChildren();
}

/** The same page on https, for browsers that refuse the camera on plain http. */
export function secureLink(port) {
  const url = new URL(location.href);
  url.protocol = 'https:';
  url.port = String(port || 8444);
  return h('a', { href: url.href }, `Open ${url.origin}`);
}

/** Browsers ask for an exception per port when the certificate is self-signed. */
export function connectHint(message, url) {
  const selfSigned = /^No connection/.test(message) && url?.startsWith('wss:');
  if (!selfSigned) return '';
  const address = url.replace('wss:', 'https:');
  return h('span', {}, 'If the certificate is self-signed, accept it once at ',
      h('a', { href: address, target: '_blank', rel: 'noopener' }, address), '.');
}
