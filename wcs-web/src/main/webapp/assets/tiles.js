/** The figures at the top of the overview. */

import { h, setText } from './dom.js';
import { bitrate, bytes, duration, integer, percent } from './format.js';
import { Sparkline } from './metrics.js';

/** One figure with a note and, if wanted, a sparkline or a meter. */
export class Tile {
  #value = h('span.tile-value', {}, '–');
  #note = h('span.tile-note', {}, '\u00a0');

  constructor(label, extra = {}) {
    this.spark = extra.spark ? new Sparkline(`${label} of the last minute`) : null;
    this.fill = extra.meter ? h('i') : null;
    this.element = h('div.tile', {},
        h('span.tile-label', {}, label), this.#value, this.#note,
        this.fill && h('div.meter', { 'aria-hidden': 'true' }, this.fill),
        this.spark?.element);
  }

  show(value, note = '\u00a0') {
    setText(this.#value, value);
    setText(this.#note, note);
  }
}

/** All tiles; `show(state)` takes the server's state. */
export class Tiles {
  #streams = new Tile('Live streams');
  #viewers = new Tile('Viewers');
  #inbound = new Tile('Inbound bitrate', { spark: true });
  #cpu = new Tile('CPU', { spark: true });
  #heap = new Tile('Memory (heap)', { meter: true });
  #sessions = new Tile('Sessions');
  #uptime = new Tile('Uptime');
  #rtmp = new Tile('RTMP');
  #rtmpOut = new Tile('RTMP outbound', { spark: true });
  #rtsp = new Tile('RTSP');
  #hls = new Tile('HLS');
  #transcoding = new Tile('Transcoding');
  #sent = null;

  constructor(root) {
    root.append(...[
      this.#streams, this.#viewers, this.#inbound, this.#cpu,
      this.#sessions, this.#heap, this.#uptime, this.#transcoding,
      this.#rtmp, this.#rtmpOut, this.#rtsp, this.#hls,
    ].map((tile) => tile.element));
  }

  show(state) {
    const inbound = state.streams.reduce((sum, stream) => sum + (stream.bitrateBps || 0), 0);
    const busiest = Math.max(0, ...state.streams.map((stream) => stream.viewers || 0));
    const heapShare = state.heapMaxBytes > 0 ? state.heapUsedBytes / state.heapMaxBytes : 0;
    const ports = state.ports || {};
    this.#streams.show(integer(state.streams.length), counted(state.publishers, 'publisher'));
    this.#viewers.show(integer(state.viewers), busiest ? `up to ${integer(busiest)} per stream` : 'nobody is watching');
    this.#inbound.show(bitrate(inbound), 'all publishers');
    this.#inbound.spark.push(inbound);
    this.#cpu.show(percent(state.cpu), `${integer(state.processors)} processors`);
    this.#cpu.spark.push(state.cpu);
    this.#heap.show(bytes(state.heapUsedBytes), `of ${bytes(state.heapMaxBytes)}`);
    this.#heap.fill.style.width = `${Math.min(100, 100 * heapShare)}%`;
    this.#sessions.show(integer(state.sessions), numbers(ports));
    this.#uptime.show(duration(state.uptimeSeconds), since(state.startedAt));
    this.#showRtmp(state);
    this.#showRtsp(state.rtsp || {});
    this.#showHls(state.hls || {});
    this.#showTranscoding(state.transcoding || {});
  }

  #showRtmp({ rtmp = {}, uptimeSeconds }) {
    const { publishers = 0, players = 0, skipped = 0 } = rtmp;
    this.#rtmp.show(counted(rtmp.sessions, 'session'), `${integer(publishers)} in · ${integer(players)} out`);
    const now = { at: uptimeSeconds, bytes: rtmp.bytesOut || 0 };
    const last = this.#sent;
    if (last && now.at === last.at) return;
    const rate = last && now.at > last.at && now.bytes >= last.bytes
      ? 8 * (now.bytes - last.bytes) / (now.at - last.at) : 0;
    this.#sent = now;
    this.#rtmpOut.show(bitrate(rate), skipped ? `${integer(skipped)} messages skipped` : 'nothing skipped');
    this.#rtmpOut.spark.push(rate);
  }

  #showRtsp({ sessions = 0, publishers = 0, players = 0, pulls = 0 }) {
    this.#rtsp.show(counted(sessions, 'session'),
        `${integer(publishers)} in · ${integer(players)} out · ${counted(pulls, 'camera')}`);
  }

  #showHls({ origins = 0, viewers = 0, waiters = 0, segments = 0 }) {
    const waiting = waiters ? ` · ${integer(waiters)} waiting` : '';
    this.#hls.show(counted(viewers, 'viewer'), `${counted(origins, 'stream')} cut · ${counted(segments, 'segment')}${waiting}`);
  }

  #showTranscoding({ available, videoDecoders = 0, videoEncoders = 0, audioDecoders = 0, audioEncoders = 0, skipped = 0 }) {
    if (!available) {
      this.#transcoding.show('–', 'no codec library');
      return;
    }
    const encoders = videoEncoders + audioEncoders;
    const decoders = videoDecoders + audioDecoders;
    this.#transcoding.show(counted(encoders, 'encoder'),
        `${counted(decoders, 'decoder')}${skipped ? ` · ${integer(skipped)} frames skipped` : ''}`);
  }
}

function counted(number = 0, word) {
  return `${integer(number)} ${word}${number === 1 ? '' : 's'}`;
}

function since(startedAt) {
  if (!startedAt) return '\u00a0';
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return `since ${format.format(startedAt)}`;
}

/** The ports of the sessions and of their media. */
function numbers({ ws, wss, mediaFrom, mediaTo }) {
  const signalling = [ws, wss].filter(Boolean).join(', ');
  return [signalling, mediaFrom && `media ${mediaFrom}–${mediaTo}`]
      .filter(Boolean).join(' · ') || '\u00a0';
}
