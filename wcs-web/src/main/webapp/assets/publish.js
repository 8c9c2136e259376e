/** The publish page: capture, preview, go live, watch the stream's health. */

import { connect, defaultUrl } from '../client/wcs.js';
import { capture, captureObstacle, explain, listDevices } from './devices.js';
import { $, addressLine, setButton, setText } from './dom.js';
import { duration } from './format.js';
import { MetricsPanel } from './metrics.js';
import { clearNotice, connectHint, notice, secureLink } from './notice.js';
import { server } from './server.js';
import { startShell } from './shell.js';

const CODECS = ['VP8', 'VP9', 'H264', 'H265', 'AV1'];

const form = $('#settings');
const preview = $('#preview');
const go = $('#go');
const metrics = new MetricsPanel();
const watchLink = addressLine('Page');
const whepLink = addressLine('WHEP');
const muted = { audio: false, video: false };

let phase = 'idle';
let media = null;
let session = null;
let publication = null;
let liveSince = 0;

startShell();
$('#stats').append(metrics.element);
$('#share').append(watchLink.element, whepLink.element);
fillCodecs();
restore();
draw();
prepare();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (phase === 'idle') start();
  else stop();
});
form.name.addEventListener('input', () => {
  if (form.name.hasAttribute('aria-invalid')) validName();
  remember();
});
for (const field of ['camera', 'microphone', 'resolution']) form[field].addEventListener('change', recapture);
for (const radio of form.source) radio.addEventListener('change', recapture);
$('#preview-start').addEventListener('click', recapture);
$('#mute-audio').addEventListener('click', () => mute('audio'));
$('#mute-video').addEventListener('click', () => mute('video'));
server.addEventListener('update', ({ detail }) => {
  const own = phase === 'live' && detail.streams.find((stream) => stream.name === publication.name);
  setText($('#viewers'), own ? `${own.viewers} watching` : '');
});
setInterval(() => setText($('#timer'), duration((Date.now() - liveSince) / 1000)), 500);
addEventListener('pagehide', () => session?.close());

async function prepare() {
  const obstacle = captureObstacle();
  if (obstacle) {
    setText($('#stage-text'), obstacle);
    $('#preview-start').hidden = true;
    go.disabled = true;
    if (!window.isSecureContext) {
      const show = () => notice(obstacle, secureLink(server.state?.ports?.https), 'warn');
      show();
      server.addEventListener('update', show, { once: true });
    }
    return;
  }
  navigator.mediaDevices.addEventListener('devicechange', refreshDevices);
  await refreshDevices();
  const granted = await navigator.permissions?.query({ name: 'camera' }).catch(() => null);
  if (granted?.state === 'granted') recapture();
}

async function refreshDevices() {
  await listDevices(form.camera, 'videoinput', 'Camera');
  await listDevices(form.microphone, 'audioinput', 'Microphone');
}

/** Captures anew with the current choices; a live stream goes on with the new tracks. */
async function recapture() {
  $('#camera-field').hidden = form.source.value === 'screen';
  try {
    const fresh = await capture(choices());
    const old = media?.getTracks() || [];
    if (publication) await swapTracks(fresh);
    old.forEach((track) => track.stop());
    media = fresh;
    applyMutes();
    preview.srcObject = media;
    preview.classList.toggle('mirrored', form.source.value === 'camera');
    media.getVideoTracks()[0]?.addEventListener('ended', sourceEnded);
    clearNotice();
    await refreshDevices();
  } catch (error) {
    notice(...explain(error));
  }
  draw();
}

async function swapTracks(fresh) {
  for (const track of fresh.getTracks()) {
    const fits = publication.pc.getSenders().some((sender) => sender.track?.kind === track.kind);
    if (fits) await publication.replaceTrack(track);
  }
}

/** The user ended screen sharing from the browser's own bar, or unplugged the camera. */
function sourceEnded() {
  if (form.source.value === 'screen') {
    form.source.value = 'camera';
    recapture();
  } else {
    notice('The camera was disconnected', 'Choose another one to go on.');
  }
}

async function start() {
  if (!validName()) return;
  clearNotice();
  if (!media) await recapture();
  if (!media) return;
  phase = 'starting';
  draw();
  let url;
  try {
    url = await defaultUrl();
    session = await connect({ url });
    publication = await session.publish(publishOptions());
    publication.addEventListener('close', ({ detail }) => ended(detail));
    if (publication.ended) throw new Error(publication.info);
    liveSince = Date.now();
    phase = 'live';
    for (const kind of ['audio', 'video']) if (muted[kind]) publication.setMuted(kind, true);
    metrics.watch(publication);
  } catch (error) {
    fail(error, url);
  }
  draw();
}

function publishOptions() {
  return {
    name: form.name.value.trim(),
    stream: media,
    maxBitrateKbps: Number(form.bitrate.value) || undefined,
    videoCodec: form.codec.value || undefined,
    transport: form.transport.value,
  };
}

async function stop() {
  if (phase !== 'live') return;
  phase = 'stopping';
  draw();
  await publication.stop();
}

function ended({ info }) {
  const wanted = phase === 'stopping';
  reset();
  if (!wanted) notice('The stream ended', info);
  draw();
}

function fail(error, url) {
  const name = form.name.value.trim();
  if (error.message === 'Stream name is already in use') {
    notice(`The name “${name}” is taken`, 'Someone is publishing under it. Choose another name.');
    form.name.focus();
  } else {
    notice('Publishing failed', connectHint(error.message, url) || error.message);
  }
  reset();
}

function reset() {
  phase = 'idle';
  publication = null;
  session?.close();
  session = null;
  metrics.stop();
}

function mute(kind) {
  muted[kind] = !muted[kind];
  if (publication) publication.setMuted(kind, muted[kind]);
  applyMutes();
  draw();
}

function applyMutes() {
  media?.getTracks().forEach((track) => { track.enabled = !muted[track.kind]; });
}

function choices() {
  const [width, height] = form.resolution.value.split('x').map(Number);
  return { source: form.source.value, camera: form.camera.value, microphone: form.microphone.value, width, height };
}

function validName() {
  const valid = form.name.checkValidity();
  const help = $('#name-help');
  form.name.toggleAttribute('aria-invalid', false);
  if (!valid) form.name.setAttribute('aria-invalid', 'true');
  help.classList.toggle('bad', !valid);
  setText(help, valid || form.name.value ? 'Letters, digits, and - _ . ~' : 'Give the stream a name');
  if (!valid) form.name.focus();
  return valid;
}

function fillCodecs() {
  const known = (globalThis.RTCRtpSender?.getCapabilities?.('video')?.codecs || [])
      .map((one) => one.mimeType.split('/')[1].toUpperCase());
  for (const name of CODECS.filter((one) => known.includes(one))) {
    form.codec.add(new Option(name.replace('H26', 'H.26'), name));
  }
}

function restore() {
  form.name.value = new URLSearchParams(location.search).get('name') || 'studio';
  remember();
}

function remember() {
  const name = form.name.value.trim();
  const url = new URL(location.href);
  if (name) url.searchParams.set('name', name);
  else url.searchParams.delete('name');
  history.replaceState(null, '', url);
  watchLink.set(new URL(`play.html?name=${encodeURIComponent(name)}`, document.baseURI).href);
  whepLink.set(new URL(`whep/${encodeURIComponent(name)}`, document.baseURI).href);
}

/** Shows the phase everywhere. */
function draw() {
  const live = phase === 'live';
  const badge = $('#badge');
  const titles = { idle: 'Preview', starting: 'Connecting', live: 'Live', stopping: 'Stopping' };
  const actions = { idle: ['live', 'Go live'], starting: ['live', 'Connecting…'], live: ['stop', 'Stop'], stopping: ['stop', 'Stopping…'] };
  const [picture, label] = actions[phase];
  $('#stage-empty').hidden = media !== null;
  badge.hidden = media === null;
  badge.classList.toggle('live', live);
  setText(badge, titles[phase]);
  $('#timer').hidden = !live;
  $('#health').classList.toggle('idle', !live);
  setButton(go, picture, label, label);
  go.disabled = captureObstacle() !== '' || phase === 'starting' || phase === 'stopping';
  go.classList.toggle('danger', live || phase === 'stopping');
  for (const field of ['name', 'resolution', 'bitrate', 'codec', 'transport']) form[field].disabled = phase !== 'idle';
  drawMute('audio', 'mic', 'microphone');
  drawMute('video', 'camera', 'camera');
}

function drawMute(kind, picture, what) {
  const button = $(`#mute-${kind}`);
  const off = muted[kind];
  setButton(button, off ? `${picture}Off` : picture, off ? `Turn ${what} on` : `Turn ${what} off`);
  button.setAttribute('aria-pressed', String(off));
  button.classList.toggle('off', off);
  button.disabled = !media?.getTracks().some((track) => track.kind === kind);
}
