/** The overview page: server figures, live streams, addresses to publish to and to watch. */

import { Cameras } from './cameras.js';
import { $, addressLine, setText } from './dom.js';
import { OverviewCharts } from './overview-charts.js';
import { server } from './server.js';
import { startShell } from './shell.js';
import { StreamTable } from './stream-table.js';
import { Tiles } from './tiles.js';
import { WatchPanel } from './watch-panel.js';

startShell();

const charts = new OverviewCharts($('#charts'));
const tiles = new Tiles($('#tiles'));
const panel = new WatchPanel();
const watch = (stream) => server.state && panel.open(stream, server.state.ports);
const table = new StreamTable($('#streams'), watch);
const cameras = new Cameras($('#cameras'), $('#add-camera'));
const name = $('#how-name');

setText($('#host'), `Live state of ${location.host}`);
$('#filter').addEventListener('input', (event) => table.filter(event.target.value));

const lines = {
  page: addressLine('Page'), whip: addressLine('WHIP'), rtmp: addressLine('RTMP'), rtsp: addressLine('RTSP'),
  watch: addressLine('Page'), whep: addressLine('WHEP'),
};
$('#publish-lines').append(lines.page.element, lines.whip.element, lines.rtmp.element, lines.rtsp.element);
$('#play-lines').append(lines.watch.element, lines.whep.element);
name.addEventListener('input', showAddresses);
$('#how-all').addEventListener('click', () => watch(chosenName()));
showAddresses();

server.addEventListener('update', ({ detail }) => {
  if (lines.rtmp.element.hidden || lines.rtsp.element.hidden) showAddresses();
  $('main').classList.remove('stale');
  tiles.show(detail);
  charts.show();
  table.show(detail.streams);
  cameras.show(detail.cameras);
  setText($('#camera-count'), String((detail.cameras || []).length));
  setText($('#stream-count'), String(detail.streams.length));
});
server.addEventListener('down', () => $('main').classList.add('stale'));

function chosenName() {
  return name.value.trim() || 'studio';
}

function showAddresses() {
  const chosen = chosenName();
  const path = encodeURIComponent(chosen);
  const url = (relative) => new URL(relative, document.baseURI).href;
  lines.page.set(url(`publish.html?name=${path}`));
  lines.watch.set(url(`play.html?name=${path}`));
  lines.whip.set(url(`whip/${path}`));
  const { rtmp, rtsp } = server.state?.ports || {};
  lines.rtmp.element.hidden = !rtmp;
  lines.rtmp.set(`rtmp://${location.hostname}:${rtmp}/live/${chosen}`);
  lines.rtsp.element.hidden = !rtsp;
  lines.rtsp.set(`rtsp://${location.hostname}:${rtsp}/${path}`);
  lines.whep.set(url(`whep/${path}`));
  $('#how-publish').href = `publish.html?name=${path}`;
  $('#how-play').href = `play.html?name=${path}`;
  setText($('#snippet'), [
    `import { connect } from '${url('client/wcs.js')}';`,
    '',
    'const session = await connect();',
    `await session.publish({ name: ${JSON.stringify(chosen)}, media: { audio: true, video: true } });`,
    `await session.play({ name: ${JSON.stringify(chosen)}, video: document.querySelector('video') });`,
  ].join('\n'));
}
