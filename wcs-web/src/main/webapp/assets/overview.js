/** The overview page: server figures, live streams, addresses to publish to and to watch. */

import { $, addressLine, setText } from './dom.js';
import { server } from './server.js';
import { startShell } from './shell.js';
import { StreamTable } from './stream-table.js';
import { Tiles } from './tiles.js';

startShell();

const tiles = new Tiles($('#tiles'));
const table = new StreamTable($('#streams'));
const name = $('#how-name');

setText($('#host'), `Live state of ${location.host}`);
$('#filter').addEventListener('input', (event) => table.filter(event.target.value));

const lines = {
  page: addressLine('Page'), whip: addressLine('WHIP'),
  watch: addressLine('Page'), whep: addressLine('WHEP'),
};
$('#publish-lines').append(lines.page.element, lines.whip.element);
$('#play-lines').append(lines.watch.element, lines.whep.element);
name.addEventListener('input', showAddresses);
showAddresses();

server.addEventListener('update', ({ detail }) => {
  $('main').classList.remove('stale');
  tiles.show(detail);
  table.show(detail.streams);
  setText($('#stream-count'), String(detail.streams.length));
});
server.addEventListener('down', () => $('main').classList.add('stale'));

function showAddresses() {
  const chosen = name.value.trim() || 'studio';
  const path = encodeURIComponent(chosen);
  const url = (relative) => new URL(relative, document.baseURI).href;
  lines.page.set(url(`publish.html?name=${path}`));
  lines.watch.set(url(`play.html?name=${path}`));
  lines.whip.set(url(`whip/${path}`));
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
