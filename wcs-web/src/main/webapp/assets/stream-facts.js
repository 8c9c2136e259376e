/** What is known of a stream of the REST API, in words. */

import { h, setText } from './dom.js';
import { bitrate, codec, integer, resolution } from './format.js';

/** What the API names otherwise, for the sake of clients that know the old names. */
const PROVIDERS = { Flash: 'RTMP' };

export const provider = ({ mediaProvider }) => PROVIDERS[mediaProvider] || mediaProvider || 'WebRTC';

/** `mpeg4-generic/48000/2` as people say it. */
export function audio({ audioCodec, hasAudio }) {
  if (!audioCodec) return hasAudio === false ? '' : 'audio';
  const [name, rate, channels] = audioCodec.split('/');
  const kilo = Number(rate) > 0 ? ` ${Number(rate) / 1000} kHz` : '';
  return `${codec(name)}${kilo}${channels === '2' ? ' stereo' : channels === '1' ? ' mono' : ''}`;
}

export const codecs = (stream) => [codec(stream.videoCodec), audio({ ...stream, hasAudio: false })].filter(Boolean).join(' · ') || '–';

export function size({ metrics = {}, width, height }) {
  return resolution(metrics.VIDEO_WIDTH || width, metrics.VIDEO_HEIGHT || height);
}

/** Figures that a stream has; those it lacks are left out. */
export function facts(stream) {
  const m = stream.metrics || {};
  const count = (key) => (m[key] === undefined ? null : integer(m[key]));
  const frames = ['VIDEO_K_FRAMES', 'VIDEO_P_FRAMES', 'VIDEO_B_FRAMES'].map(count);
  return {
    Codecs: codecs(stream),
    Resolution: size(stream),
    'Frame rate': m.VIDEO_FPS === undefined ? null : `${Math.round(m.VIDEO_FPS)} fps`,
    'Video bitrate': m.VIDEO_RATE === undefined ? null : bitrate(m.VIDEO_RATE),
    'Audio bitrate': m.AUDIO_RATE === undefined ? null : bitrate(m.AUDIO_RATE),
    'Packets lost': m.VIDEO_LOST === undefined && m.AUDIO_LOST === undefined ? null
      : integer((m.VIDEO_LOST || 0) + (m.AUDIO_LOST || 0)),
    'Asked again (NACK)': count('VIDEO_NACK'),
    'Key frames asked (PLI)': count('VIDEO_PLI'),
    'Group of pictures': m.VIDEO_GOP_SIZE ? `${integer(m.VIDEO_GOP_SIZE)} frames` : null,
    'Frames K · P · B': frames[0] === null ? null : frames.map((one) => one ?? '0').join(' · '),
    'Left out': m.SKIPPED ? integer(m.SKIPPED) : null,
    'Round trip': m.ROUND_TRIP ? `${integer(m.ROUND_TRIP)} ms` : null,
    Transport: stream.transport || null,
  };
}

/** A list of figures that is filled in place. */
export class FactList {
  #cells = new Map();
  element = h('dl.metrics.facts');

  /** @param {Object<string, string|Node|null>} all figures by name; empty ones are not shown */
  show(all) {
    for (const [name, value] of Object.entries(all)) {
      if (!this.#cells.has(name)) {
        const cell = h('dd');
        const pair = h('div', { 'data-fact': name }, h('dt', {}, name), cell);
        this.#cells.set(name, { cell, pair });
        this.element.append(pair);
      }
      const { cell, pair } = this.#cells.get(name);
      pair.hidden = value === null || value === '' || value === undefined;
      if (value instanceof Node) {
        if (cell.firstChild !== value) cell.replaceChildren(value);
      } else {
        setText(cell, value ?? '');
      }
    }
  }
}
