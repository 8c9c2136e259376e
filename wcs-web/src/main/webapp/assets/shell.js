/** What every page shares: header, navigation, the server's state, the unreachable banner. */

import { $, drawIcons, h, icon, setText } from './dom.js';
import { server } from './server.js';
import { signInParts } from './sign-in.js';

const PAGES = [
  ['index.html', 'Overview', 'chart'],
  ['connections.html', 'Connections', 'people'],
  ['transcoders.html', 'Transcoders', 'gear'],
  ['publish.html', 'Publish', 'live'],
  ['play.html', 'Play', 'play'],
  ['hls.html', 'HLS', 'segments'],
  ['api.html', 'API', 'code'],
];

/** Draws the header into `<header>` and starts polling. */
export function startShell() {
  const login = signInParts();
  const here = location.pathname.split('/').pop() || 'index.html';
  const links = PAGES.map(([href, label, iconName]) => h('a.nav-link', {
    href: href === 'index.html' ? './' : href,
    'aria-current': href === here ? 'page' : null,
  }, icon(iconName), h('span', {}, label)));
  const dot = h('span.dot');
  const text = h('span', {}, 'Connecting');
  const pill = h('div.server-pill', { 'data-state': 'wait' }, dot, text);
  $('body > header').append(
      h('div.bar', {},
          h('a.brand', { href: './', 'aria-label': 'WCS overview' },
              h('img', { src: 'assets/favicon.svg', alt: '', width: 26, height: 26 }),
              h('span', {}, 'WCS')),
          h('nav', { 'aria-label': 'Pages' }, ...links),
          login.leave, pill));
  drawIcons();
  const current = $('.nav-link[aria-current]');
  if (current) current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.offsetLeft - 40;
  const banner = unreachableBanner();
  $('main').prepend(banner.element, login.banner);
  server.addEventListener('update', ({ detail }) => {
    pill.dataset.state = 'up';
    setText(text, detail.version ? `Online · ${detail.version}` : 'Online');
    banner.hide();
  });
  server.addEventListener('down', ({ detail }) => {
    pill.dataset.state = 'down';
    setText(text, 'Unreachable');
    banner.show(detail);
  });
  server.poll();
}

function unreachableBanner() {
  const reason = h('strong');
  const wait = h('span.muted', { 'aria-hidden': 'true' });
  const retry = h('button.button.small', { type: 'button', onclick: () => server.poll() },
      icon('refresh'), h('span', {}, 'Retry now'));
  const element = h('div.banner.bad', { role: 'alert', hidden: true },
      icon('alert'), h('div.banner-text', {}, reason, wait), retry);
  let ticking = 0;
  return {
    element,
    show(detail) {
      setText(reason, detail.reason);
      const tick = () => {
        const seconds = Math.max(0, Math.ceil((detail.retryAt - Date.now()) / 1000));
        setText(wait, seconds ? `Trying again in ${seconds} s` : 'Trying again…');
      };
      clearInterval(ticking);
      ticking = setInterval(tick, 500);
      tick();
      element.hidden = false;
    },
    hide() {
      clearInterval(ticking);
      element.hidden = true;
    },
  };
}
