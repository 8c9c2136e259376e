/** The HLS page: one stream by playlists and segments, with the figures that matter there. */

import { playlist } from './addresses.js';
import { $, addressLine, h, setText } from './dom.js';
import { bitrate, resolution, streamName } from './format.js';
import { HlsViewer, NOT_FOUND } from './hls-viewer.js';
import { LiveList } from './live-list.js';
import { Sparkline } from './metrics.js';
import { PlayerControls } from './player-controls.js';
import { server } from './server.js';
import { startShell } from './shell.js';
import { onNameEntered, showPhase } from './stage.js';
import { WatchPanel } from './watch-panel.js';

const SECURE = location.protocol === 'https:';
const FIGURES = ['Delay', 'Behind the edge', 'Buffer', 'Resolution', 'Bitrate', 'Dropped frames', 'Throughput', 'Speed', 'Codecs'];

const cells = new Map();
const spark = new Sparkline('Delay of the last minute');
const address = addressLine('HLS');
const viewer = new HlsViewer($('#video'));
const controls = new PlayerControls({
  stage: $('#stage'), video: $('#video'), toggle: () => (viewer.active ? viewer.stop() : viewer.play()),
});
const list = new LiveList($('#list'), (chosen) => open(chosen));
const panel = new WatchPanel();
let name = '';

startShell();
drawFigures();
$('#share').append(address.element);
$('#all').addEventListener('click', () => server.state && panel.open(name, server.state.ports));
viewer.addEventListener('change', draw);
viewer.addEventListener('error', drawErrors);
viewer.addEventListener('unmute', () => controls.offerUnmute());
$('#retry').addEventListener('click', () => viewer.play());
onNameEntered(open);
for (const choice of document.querySelectorAll('[name=mode]')) {
  choice.addEventListener('change', () => open(name));
}
server.addEventListener('update', ({ detail }) => {
  list.show(detail.streams, name);
  setText($('#count'), String(detail.streams.length));
  if (name && !viewer.url) watch();
});
addEventListener('popstate', () => fromUrl());
addEventListener('pagehide', () => viewer.stop());
setInterval(showFigures, 1000);
fromUrl();

function fromUrl() {
  const query = new URLSearchParams(location.search);
  const mode = query.get('mode') === 'll' ? 'll' : 'ts';
  $(`[name=mode][value=${mode}]`).checked = true;
  open(query.get('name') || '', false);
}

function lowLatency() {
  return $('[name=mode]:checked').value === 'll';
}

function open(chosen, push = true) {
  name = chosen;
  const mode = lowLatency() ? '&mode=ll' : '';
  if (push) history.pushState(null, '', `?name=${encodeURIComponent(name)}${mode}`);
  document.title = name ? `${streamName(name)} · WCS` : 'HLS · WCS';
  setText($('#title'), streamName(name) || 'HLS');
  $('#share').parentElement.hidden = !name;
  $('#webrtc').href = name ? `play.html?name=${encodeURIComponent(name)}` : 'play.html';
  if (server.state) list.show(server.state.streams, name);
  viewer.open('', false);
  if (name && server.state) watch();
}

/** The ports of HLS are known once the server has told its state. */
function watch() {
  const url = playlist(name, server.state.ports, {
    host: location.hostname, secure: SECURE, lowLatency: lowLatency(),
  });
  address.set(url);
  viewer.open(url, lowLatency());
  drawErrors();
}

/** Shows the viewer's phase on the stage. */
function draw() {
  const { phase, info, url } = viewer;
  const texts = {
    idle: name ? ['Connecting', streamName(name)] : ['Choose a stream', 'Pick one from the list, or enter its name, or the rtsp:// address of a camera.'],
    connecting: ['Connecting', streamName(name)],
    waiting: [info === NOT_FOUND ? 'The stream is not live' : 'The stream cannot be played now', hint(info, url)],
    failed: ['Cannot play this stream', info],
    stopped: ['Stopped', `Press play to watch “${streamName(name)}” again.`],
  };
  const playing = showPhase(phase, texts[phase]);
  if (!playing) spark.clear();
  controls.show({ active: viewer.active, enabled: name !== '', playing });
}

/** A certificate of one's own must be accepted for each port. */
function hint(info, url) {
  const unreachable = /LoadError$/.test(info) && url.startsWith('https:');
  if (!unreachable) return `${info}. Playback starts by itself as soon as it can.`;
  return h('span', {}, `${info}. If the certificate is self-signed, accept it once at `,
      h('a', { href: url, target: '_blank', rel: 'noopener' }, new URL(url).origin), '.');
}

function drawFigures() {
  const grid = h('dl.metrics');
  for (const figure of FIGURES) {
    const value = h('dd', {}, '–');
    cells.set(figure, value);
    grid.append(h('div', {}, h('dt', {}, figure), value));
  }
  $('#stats').append(h('div.metrics-panel', {}, grid, h('div.spark-box', {}, spark.element)));
}

function showFigures() {
  const playing = viewer.phase === 'playing';
  const stats = playing ? viewer.stats() : {};
  const set = (figure, text) => setText(cells.get(figure), text ?? '–');
  const seconds = (value) => (value === undefined ? undefined : `${value.toFixed(1)} s`);
  set('Delay', seconds(stats.delaySeconds));
  set('Behind the edge', seconds(stats.edgeSeconds));
  set('Buffer', seconds(stats.bufferSeconds));
  set('Resolution', stats.width ? resolution(stats.width, stats.height) : undefined);
  set('Bitrate', stats.bitrateBps ? bitrate(stats.bitrateBps) : undefined);
  set('Dropped frames', stats.dropped === undefined ? undefined : `${stats.dropped} of ${stats.frames}`);
  set('Throughput', stats.bandwidthBps ? bitrate(stats.bandwidthBps) : undefined);
  set('Speed', stats.speed === undefined ? undefined : `${stats.speed.toFixed(2)}×`);
  set('Codecs', stats.codecs || undefined);
  setText($('#detail'), stats.targetSeconds ? `aims at ${stats.targetSeconds.toFixed(1)} s` : '');
  if (playing) spark.push(stats.delaySeconds ?? stats.edgeSeconds);
}

function drawErrors() {
  const rows = viewer.errors.map(({ at, text, fatal }) => h(fatal ? 'li.fatal' : 'li', {},
      h('time', {}, at.toLocaleTimeString('en-GB')), h('span', {}, text)));
  $('#errors').replaceChildren(...(rows.length ? rows : [h('li.muted', {}, 'None')]));
  setText($('#error-count'), String(rows.length));
}
