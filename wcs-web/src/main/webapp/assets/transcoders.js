/** The transcoders page: what was ordered, what viewers made necessary, and a form to order more. */

import { $, h, icon, setText } from './dom.js';
import { codec, integer, streamName } from './format.js';
import { KeyedList } from './keyed-list.js';
import { confirmed, endButton, order } from './order.js';
import { rest } from './rest.js';
import { server } from './server.js';
import { startShell } from './shell.js';
import { statistics } from './statistics.js';
import { Tile } from './tiles.js';

const GROUPS = ['transcoder2', 'transcoder'];

const tiles = {
  videoDecoders: new Tile('Video decoders'), videoEncoders: new Tile('Video encoders'),
  audioDecoders: new Tile('Audio decoders'), audioEncoders: new Tile('Audio encoders'),
};

const page = (name) => h('a', { href: `stream.html?name=${encodeURIComponent(name)}`, title: streamName(name) }, streamName(name));

/** One order. */
class Row {
  #dot = h('span.dot', { 'aria-hidden': 'true' });
  #what = h('small');

  constructor({ uri, group, remoteStreamName, localStreamName }) {
    this.element = h('li.transcoder', { 'data-id': uri },
        h('div.chain', {}, this.#dot, page(remoteStreamName), icon('arrow'), page(localStreamName)),
        h('div', {}, h('span.mono', {}, uri), this.#what),
        endButton({ label: `Stop ${uri}`, text: 'Stop', act: () => stop({ uri, group, localStreamName }) }));
  }

  show({ status, encoder = {} }) {
    this.#dot.className = `dot ${status === 'PROCESSED_LOCAL' ? 'good' : status === 'FAILED' ? 'bad' : 'warn'}`;
    setText(this.#what, [codec(encoder.videoCodec || encoder.type), encoder.width && encoder.height && `${encoder.width} × ${encoder.height}`,
      encoder.fps && `${encoder.fps} fps`, encoder.bitrate && `${integer(encoder.bitrate)} kbit/s`, codec(encoder.audioCodec)].filter(Boolean).join(' · '));
  }
}

/** One track that is decoded, and what is made of it. */
class Work {
  #source = h('small');
  #made = h('div.made');

  constructor({ name, kind }) {
    this.element = h('li.transcoder', { 'data-id': `${kind} ${name}` },
        h('div', {}, h('div.chain', {}, h('span.tag', {}, kind), page(name)), this.#source), this.#made);
  }

  show({ codec: name, decoder = {}, distributors = {} }) {
    setText(this.#source, [codec(name), `${integer(decoder.in)} units in`, decoder.skipped && `${integer(decoder.skipped)} skipped`,
      decoder.failed && `${integer(decoder.failed)} failed`].filter(Boolean).join(' · '));
    const outputs = Object.entries(distributors).map(([id, one]) => h('div', { 'data-track': id }, icon('arrow'),
        h('strong', {}, [codec(one.codec), one.resolution?.replace('x', ' × ')].filter(Boolean).join(' · ') || 'raw'),
        h('span.muted', {}, [counted(one.readers, 'reader'), one.queueSize && `${integer(one.queueSize)} waiting`,
          one.encoder?.skipped && `${integer(one.encoder.skipped)} skipped`].filter(Boolean).join(' · '))));
    this.#made.replaceChildren(...outputs);
  }
}

const counted = (number = 0, word) => `${integer(number)} ${word}${number === 1 ? '' : 's'}`;

const none = h('p.none.muted', {}, 'No transcoder was ordered. Viewers that need another codec or size get one by themselves.');
const refused = h('p.none.muted', {}, 'The server does not show its transcoders.');
const list = new KeyedList($('#list'), { box: h('ul.transcoders'), key: ({ uri }) => uri, make: (one) => new Row(one) });
const workNone = h('p.none.muted', {}, 'Nothing is transcoded.');
const workList = new KeyedList($('#work'), { box: h('ul.transcoders'), key: ({ kind, name }) => `${kind} ${name}`, make: (one) => new Work(one) });
const form = $('#add');
let asking = false;

startShell();
$('#tiles').append(...Object.values(tiles).map(({ element }) => element));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  start();
});
server.addEventListener('update', ({ detail }) => {
  $('main').classList.remove('stale');
  showTiles(detail);
  offerSources(detail.streams);
  look(detail);
});
server.addEventListener('down', () => $('main').classList.add('stale'));

function showTiles({ transcoding = {} }) {
  for (const [key, tile] of Object.entries(tiles)) {
    const skipped = key === 'videoEncoders' && transcoding.skipped ? `${integer(transcoding.skipped)} frames skipped` : 'at work';
    tile.show(transcoding.available ? integer(transcoding[key]) : '–', transcoding.available ? skipped : 'no codec library');
  }
}

function offerSources(streams) {
  const names = streams.map(({ name }) => name).sort();
  const known = [...$('#sources').children].map(({ value }) => value);
  if (names.join('\n') !== known.join('\n')) $('#sources').replaceChildren(...names.map((value) => h('option', { value })));
}

/** Asks for what there is: what transcoders make are streams, published by their URI. */
async function look({ streams, transcoding = {} }) {
  if (asking) return;
  asking = true;
  const groups = GROUPS.filter((group) => streams.some(({ publisher }) => publisher?.startsWith(`${group}://`)));
  const [found, tree] = await Promise.all([
    Promise.all(groups.map(async (group) => (await rest.list(`${group}/find_all`))?.map((one) => ({ ...one, group })))),
    transcoding.videoDecoders || transcoding.audioDecoders ? work() : [],
  ]);
  asking = false;
  showWork(tree);
  if (found.some((one) => !one)) {
    $('#list').replaceChildren(refused);
    return;
  }
  const all = found.flat().sort((a, b) => a.uri.localeCompare(b.uri));
  list.show(all, all, none);
  setText($('#count'), String(all.length));
}

/** What is decoded and encoded now. */
async function work() {
  const seen = await statistics('transcoding_stats');
  return ['video', 'audio'].flatMap((kind) =>
    Object.entries(seen[`transcoding_${kind}_full_info`] || {}).map(([name, track]) => ({ ...track, name, kind })));
}

function showWork(tracks) {
  $('#work-card').hidden = !tracks.length;
  workList.show(tracks, tracks, workNone);
}

async function start() {
  const { source, target, video, size, bitrate, audio } = Object.fromEntries(new FormData(form));
  const [width, height] = size.split('x').map(Number);
  const button = form.querySelector('button');
  button.disabled = true;
  const done = await order('transcoder2/startup', {
    uri: `transcoder2://${encodeURIComponent(target.trim())}`,
    remoteStreamName: source.trim(),
    localStreamName: target.trim(),
    encoder: { videoCodec: video, audioCodec: audio, width, height, bitrate: Number(bitrate) },
  }, 'The transcoder runs');
  button.disabled = false;
  if (done) form.target.value = '';
}

async function stop({ uri, group, localStreamName }) {
  if (!(await confirmed(`Stop ${uri}?`, `The stream “${streamName(localStreamName)}” ends for everybody who watches it.`, 'Stop the transcoder'))) return;
  await order(`${group}/terminate`, { uri }, 'The transcoder is stopped');
}
