/** The page of one stream: who feeds it, how well, who watches it, how well. */

import { $, h, icon, setText } from './dom.js';
import { bitrate, duration, integer, streamName } from './format.js';
import { confirmed, order } from './order.js';
import { Qualities } from './quality.js';
import { rest } from './rest.js';
import { server } from './server.js';
import { startShell } from './shell.js';
import { codecs, FactList, facts, provider } from './stream-facts.js';
import { QualityCharts, ViewerList } from './viewer-list.js';
import { WatchPanel } from './watch-panel.js';

const wanted = new URLSearchParams(location.search).get('name') || '';
const qualities = new Qualities();
const viewers = new ViewerList($('#viewers'), { qualities, stop: stopViewer });
const charts = new QualityCharts();
const figures = new FactList();
const session = h('a.mono');
const panel = new WatchPanel();
let asking = false;
let feed = null;
let watching = 0;

startShell();
document.title = `${streamName(wanted)} · WCS`;
setText($('#title'), streamName(wanted) || 'No stream');
$('#play').href = `play.html?name=${encodeURIComponent(wanted)}`;
$('#feed-charts').append(charts.element);
$('#figures').append(figures.element);
$('#filter').addEventListener('input', (event) => viewers.filter(event.target.value));
$('#watch').addEventListener('click', () => server.state && panel.open(wanted, server.state.ports));
$('#stop').addEventListener('click', stopFeed);
$('#take').addEventListener('click', takePicture);
server.addEventListener('update', ({ detail }) => {
  $('main').classList.remove('stale');
  look(detail);
});
server.addEventListener('down', () => $('main').classList.add('stale'));
rest.addEventListener('open', () => server.state && look(server.state));

/** One look at a time; the next waits for the next state of the server. */
async function look(state) {
  const row = state.streams.find(({ name }) => name === wanted);
  showHead(row);
  if (!row || asking) return;
  asking = true;
  const streams = await rest.list('stream/find', { name: wanted, display: ['metrics'] });
  asking = false;
  if (streams) show(streams);
  $('#details').hidden = !streams;
}

function showHead(row) {
  $('#offline').hidden = Boolean(row);
  $('#live').hidden = !row;
  for (const id of ['#play', '#watch', '#stop']) $(id).hidden = !row;
  if (!row) {
    $('#details').hidden = true;
    setText($('#lead'), wanted ? 'Not live' : 'Choose a stream on the overview');
    return;
  }
  watching = row.viewers;
  const rate = row.bitrateBps ? ` at ${bitrate(row.bitrateBps)}` : '';
  setText($('#lead'), `${row.protocol === 'Flash' ? 'RTMP' : row.protocol || 'WebRTC'}${rate}, ${integer(row.viewers)} watching, live for ${duration((Date.now() - row.createdAt) / 1000)}`);
}

function show(streams) {
  qualities.add(streams);
  feed = streams.find(({ published }) => published) || null;
  const played = streams.filter(({ published }) => !published);
  viewers.show(played);
  setText($('#viewer-count'), String(played.length));
  $('#feed').hidden = !feed;
  if (!feed) return;
  charts.show(qualities.of(feed).looks);
  setText($('#feed-detail'), [provider(feed), codecs(feed)].join(' · '));
  setText(session, feed.sessionId || '–');
  session.href = `connections.html?find=${encodeURIComponent(feed.sessionId || '')}`;
  const muted = [feed.audioState?.muted && 'microphone', feed.videoState?.muted && 'camera'].filter(Boolean);
  figures.show({ ...facts(feed), Muted: muted.join(' and '), Application: feed.appKey, Session: session,
    'Media session': feed.mediaSessionId });
}

async function stopFeed() {
  const audience = watching ? `${integer(watching)} watching lose it at once.` : 'Nobody is watching it now.';
  if (!(await confirmed(`Stop “${streamName(wanted)}”?`, `Its publisher is told and disconnected from the stream. ${audience}`, 'Stop the stream'))) return;
  const which = feed ? { mediaSessionId: feed.mediaSessionId } : { name: wanted, published: true };
  await order('stream/terminate', which, 'The stream is stopped');
}

async function stopViewer({ mediaSessionId, sessionId }) {
  if (!(await confirmed('Stop this viewer?', `Session ${sessionId || mediaSessionId} is told and sees the stream no longer.`, 'Stop the viewer'))) return;
  await order('stream/terminate', { mediaSessionId }, 'The viewer is stopped');
}

async function takePicture() {
  const button = $('#take');
  button.disabled = true;
  try {
    const { data } = await rest.ask('stream/snapshot', { streamName: wanted });
    const picture = h('img.snapshot', { src: `data:image/png;base64,${data}`, alt: `Picture of ${streamName(wanted)}` });
    const at = h('small.muted', {}, `Taken at ${new Date().toLocaleTimeString('en-GB')}`);
    $('#picture').replaceChildren(picture, at);
  } catch (error) {
    $('#picture').replaceChildren(h('p.muted.with-icon', {}, icon('alert'), error.message));
  }
  button.disabled = false;
}
