/** A bare signalling client, able to say anything. */

import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { until } from './until.mjs';

export class Wire {
  /** Everything the server said: {message, data}. */
  heard = [];
  closed = null;
  #socket;

  static async open(url) {
    const wire = new Wire();
    const socket = new WebSocket(url, { rejectUnauthorized: false });
    wire.#socket = socket;
    socket.on('message', (text, binary) => {
      if (binary) return;
      const frame = JSON.parse(text);
      wire.heard.push(frame);
      if (frame.message === 'ping') wire.say('pong', null);
    });
    socket.on('close', (code) => { wire.closed = { code }; });
    socket.on('error', (error) => { wire.error = error; });
    await until('the socket opens', () => {
      if (wire.closed) throw new Error(`closed: ${wire.error?.message}`);
      return socket.readyState === WebSocket.OPEN;
    });
    return wire;
  }

  /** Opens a socket and a session on it. */
  static async session(url, connection = {}) {
    const wire = await Wire.open(url);
    wire.say('connection', { appKey: 'defaultApp', mediaProviders: ['WebRTC'], clientVersion: '2.0',
      ...connection });
    await wire.hears('getUserData');
    return wire;
  }

  say(message, ...data) {
    this.raw(JSON.stringify({ message, data }));
  }

  /** Sends a text or a Buffer as it is. */
  raw(frame) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  /** Waits for a message of a name for which `matches` holds, and returns its first argument. */
  async hears(message, matches = () => true, withinMs = 4000) {
    return until(`the server says ${message}`, () => {
      const found = this.heard.find((frame) => frame.message === message
          && matches(frame.data[0], frame.data));
      if (!found && this.closed) throw new Error(`closed with ${this.closed.code}`);
      return found && { first: found.data[0], data: found.data };
    }, { withinMs }).then(({ first }) => first);
  }

  publish(name, sdp, extra = {}) {
    const mediaSessionId = extra.mediaSessionId || randomUUID();
    this.say('publishStream', { mediaSessionId, name, published: true, hasVideo: true,
      hasAudio: true, status: 'PENDING', record: false, mediaProvider: 'WebRTC', sdp, ...extra });
    return mediaSessionId;
  }

  play(name, sdp, extra = {}) {
    const mediaSessionId = extra.mediaSessionId || randomUUID();
    this.say('playStream', { mediaSessionId, name, published: false, hasVideo: true, hasAudio: true,
      status: 'PENDING', record: false, width: 0, height: 0, bitrate: 0, quality: 0,
      mediaProvider: 'WebRTC', sdp, ...extra });
    return mediaSessionId;
  }

  /** The next status of a stream. */
  status(mediaSessionId, status, withinMs) {
    return this.hears('notifyStreamStatusEvent',
        (event) => event.mediaSessionId === mediaSessionId && (!status || event.status === status),
        withinMs);
  }

  async ends(withinMs = 3000) {
    await until('the server closes the socket', () => this.closed, { withinMs });
    return this.closed;
  }

  async close() {
    this.#socket.close();
    await until('the socket is closed', () => this.closed, { withinMs: 3000 });
  }

  /** Drops the connection without a word. */
  drop() {
    this.#socket.terminate();
  }
}
