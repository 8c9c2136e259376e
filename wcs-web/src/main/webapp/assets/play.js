/** The play page: one stream on the stage, the live ones beside it. */

import { $, addressLine, setText } from './dom.js';
import { codec, streamName } from './format.js';
import { LiveList } from './live-list.js';
import { MetricsPanel } from './metrics.js';
import { connectHint } from './notice.js';
import { PlayerControls } from './player-controls.js';
import { server } from './server.js';
import { startShell } from './shell.js';
import { onNameEntered, showPhase } from './stage.js';
import { Viewer } from './viewer.js';
import { WatchPanel } from './watch-panel.js';

const metrics = new MetricsPanel();
const watchLink = addressLine('Page');
const whepLink = addressLine('WHEP');
const viewer = new Viewer($('#video'));
const controls = new PlayerControls({
  stage: $('#stage'), video: $('#video'), toggle: () => (viewer.active ? viewer.stop() : viewer.play()),
});
const list = new LiveList($('#list'), open);
const panel = new WatchPanel();

startShell();
$('#stats').append(metrics.element);
$('#share').append(watchLink.element, whepLink.element);
viewer.addEventListener('change', draw);
viewer.addEventListener('unmute', () => controls.offerUnmute());
viewer.addEventListener('playing', () => metrics.watch(viewer.playback));
$('#all').addEventListener('click', () => server.state && panel.open(viewer.name, server.state.ports));
$('#retry').addEventListener('click', () => viewer.play());
onNameEntered(open);
server.addEventListener('update', ({ detail }) => {
  list.show(detail.streams, viewer.name);
  setText($('#count'), String(detail.streams.length));
  describe(detail.streams.find((stream) => stream.name === viewer.name));
});
addEventListener('popstate', () => open(nameInUrl(), false));
addEventListener('pagehide', () => viewer.stop());
open(nameInUrl(), false);

function nameInUrl() {
  return new URLSearchParams(location.search).get('name') || '';
}

function open(name, push = true) {
  if (push) history.pushState(null, '', `?name=${encodeURIComponent(name)}`);
  document.title = name ? `${streamName(name)} · WCS` : 'Play · WCS';
  setText($('#title'), streamName(name) || 'Play');
  watchLink.set(new URL(`play.html?name=${encodeURIComponent(name)}`, document.baseURI).href);
  whepLink.set(new URL(`whep/${encodeURIComponent(name)}`, document.baseURI).href);
  $('#share').parentElement.hidden = !name;
  if (server.state) list.show(server.state.streams, name);
  viewer.open(name);
}

function describe(stream) {
  const parts = stream ? [stream.videoCodec, stream.audioCodec].map(codec).filter(Boolean) : [];
  setText($('#lead'), stream ? `${stream.viewers} watching · ${parts.join(' and ')}`
      : 'Watch a live stream with sub-second delay');
}

/** Shows the viewer's phase on the stage. */
function draw() {
  const { phase, name, info, publisherMuted } = viewer;
  const texts = {
    idle: ['Choose a stream', 'Pick one from the list, or enter its name, or the rtsp:// address of a camera.'],
    connecting: ['Connecting', streamName(name)],
    waiting: [viewer.seen ? 'The stream has ended' : 'The stream is not live',
      viewer.fetched ? 'Playback starts by itself as soon as it is there again.'
        : `Playback of “${name}” starts by itself as soon as it is published.`],
    offline: ['No connection', connectHint(info, viewer.url) || info],
    failed: ['Cannot play this stream', info],
    stopped: ['Stopped', `Press play to watch “${streamName(name)}” again.`],
  };
  const playing = showPhase(phase, texts[phase]);
  if (!playing) metrics.stop();
  $('#muted-audio').hidden = !playing || !publisherMuted.audio;
  $('#muted-video').hidden = !playing || !publisherMuted.video;
  controls.show({ active: viewer.active, enabled: name !== '', playing });
}
