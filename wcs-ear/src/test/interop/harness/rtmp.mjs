/** A bare RTMP client, able to say anything: handshake, chunks, messages, commands. */

import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { decode, encode } from './amf.mjs';
import { until } from './until.mjs';

const HANDSHAKE = 1536;
const CHUNK = 65_536;
export const TYPE = { chunkSize: 1, abort: 2, acknowledgement: 3, control: 4, window: 5, audio: 8,
  video: 9, command3: 17, data: 18, command: 20, aggregate: 22 };

export class RtmpSocket {
  /** What the server has said since the handshake: {type, timestamp, stream, body}. */
  heard = [];
  /** How many messages of a type have come, those that are not kept included. */
  counts = {};
  closed = false;
  /** Whether commands are sent in the frame of AMF3. */
  amf3 = false;
  #socket;
  #input = Buffer.alloc(0);
  #skip = 0;
  #limit = 128;
  #partial = new Map();
  #transaction = 1;

  /** Only connects. */
  static async open(url) {
    const client = new RtmpSocket();
    client.url = url;
    const { hostname, port } = new URL(url.replace(/^rtmp/, 'http'));
    const socket = net.connect(Number(port), hostname);
    client.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => client.#received(bytes));
    socket.on('error', () => {});
    socket.on('close', () => { client.closed = true; });
    await until('the socket opens', () => socket.readyState === 'open' || client.closed);
    return client;
  }

  /** Connects and shakes hands; what is written from now on are chunks. */
  static async greeted(url) {
    const client = await RtmpSocket.open(url);
    client.#skip = 1 + 2 * HANDSHAKE;
    client.raw(Buffer.concat([Buffer.from([3]), Buffer.alloc(8), randomBytes(HANDSHAKE - 8)]));
    await until('S0, S1 and S2', () => {
      client.#alive();
      return client.#skip <= HANDSHAKE;
    });
    client.raw(randomBytes(HANDSHAKE));
    client.chunkSize(CHUNK);
    await until('the handshake ends', () => {
      client.#alive();
      return client.#skip === 0;
    });
    return client;
  }

  /** Connects to the application. */
  static async session(url, app = 'live') {
    const client = await RtmpSocket.greeted(url);
    client.connect(app);
    await client.answer(1);
    return client;
  }

  connect(app = 'live', extra = {}) {
    return this.command(0, 'connect', { app, tcUrl: `${this.url}/${app}`, flashVer: 'test', ...extra });
  }

  /** Creates a stream and publishes on it. */
  static async publisher(url, name) {
    const client = await RtmpSocket.session(url);
    client.stream = await client.createStream();
    client.command(client.stream, 'publish', null, name, 'live');
    await client.status('NetStream.Publish.Start');
    return client;
  }

  /** Creates a stream and asks to play on it. */
  static async player(url, name) {
    const client = await RtmpSocket.session(url);
    client.stream = await client.createStream();
    client.command(client.stream, 'play', null, name, -2000);
    return client;
  }

  async createStream() {
    const answered = await this.answer(this.command(0, 'createStream', null));
    return answered[3];
  }

  raw(bytes) {
    if (!this.closed) this.#socket.write(bytes);
  }

  /** One message in chunks of the size that was told last. */
  message(type, body, { timestamp = 0, stream = 0, channel = 3, length = body.length } = {}) {
    const extended = timestamp >= 0xffffff;
    const head = Buffer.alloc(extended ? 16 : 12);
    head[0] = channel;
    head.writeUIntBE(extended ? 0xffffff : timestamp, 1, 3);
    head.writeUIntBE(length, 4, 3);
    head[7] = type;
    head.writeUInt32LE(stream, 8);
    if (extended) head.writeUInt32BE(timestamp >>> 0, 12);
    const parts = [head, body.subarray(0, this.#chunk)];
    const again = extended ? Buffer.concat([Buffer.from([0xc0 | channel]), head.subarray(12)])
      : Buffer.from([0xc0 | channel]);
    for (let at = this.#chunk; at < body.length; at += this.#chunk) {
      parts.push(again, body.subarray(at, at + this.#chunk));
    }
    this.raw(Buffer.concat(parts));
  }

  #chunk = 128;

  chunkSize(size) {
    const body = Buffer.alloc(4);
    body.writeUInt32BE(size);
    this.message(TYPE.chunkSize, body, { channel: 2 });
    this.#chunk = size;
  }

  /** @returns {number} the transaction id */
  command(stream, name, ...values) {
    const id = this.#transaction;
    this.#transaction += 1;
    const body = encode(name, id, ...values);
    if (this.amf3) this.message(TYPE.command3, Buffer.concat([Buffer.from([0]), body]), { stream });
    else this.message(TYPE.command, body, { stream });
    return id;
  }

  /** Sends media as if it were of a file: {type, timestamp, body}. */
  media({ type, timestamp, body }) {
    this.message(type, body, { timestamp, stream: this.stream, channel: type === TYPE.video ? 6 : 4 });
  }

  /** What the server said to a command. */
  answer(id, withinMs = 4000) {
    return this.#hears(`an answer to ${id}`, ([name, to]) =>
      (name === '_result' || name === '_error') && to === id, withinMs);
  }

  status(code, withinMs = 4000) {
    return this.#hears(code, ([name, , , told]) => name === 'onStatus' && told.code === code, withinMs);
  }

  /** Those of AMF3 have AMF0 within, after a zero. */
  commands() {
    return this.heard.filter(({ type }) => type === TYPE.command || type === TYPE.command3)
        .map(({ type, body }) => decode(type === TYPE.command3 ? body.subarray(1) : body));
  }

  #hears(what, matches, withinMs) {
    return until(`the server says ${what}`, () => {
      const found = this.commands().find(matches);
      if (!found) this.#alive();
      return found;
    }, { withinMs });
  }

  #alive() {
    if (this.closed) throw new Error(`closed, after ${JSON.stringify(this.commands())}`);
  }

  /** Waits until the server hangs up. */
  ends(withinMs = 5000) {
    return until('the server closes the connection', () => this.closed, { withinMs });
  }

  async close() {
    this.#socket.destroySoon();
  }

  #received(bytes) {
    const used = Math.min(this.#skip, bytes.length);
    this.#skip -= used;
    if (used === bytes.length) return;
    this.#input = Buffer.concat([this.#input, bytes.subarray(used)]);
    let taken = this.#chunkAt(0);
    while (taken > 0) {
      this.#input = this.#input.subarray(taken);
      taken = this.#chunkAt(0);
    }
  }

  /** Takes one chunk if it is all there, and returns how long it was. */
  #chunkAt(from) {
    const input = this.#input;
    if (input.length < from + 3) return 0;
    const format = input[from] >> 6;
    let channel = input[from] & 0x3f;
    let at = from + 1;
    if (channel === 0) { channel = 64 + input[at]; at += 1; }
    else if (channel === 1) { channel = 64 + input[at] + 256 * input[at + 1]; at += 2; }
    const size = [11, 7, 3, 0][format];
    if (input.length < at + size + 4) return 0;
    const state = { ...(this.#partial.get(channel) ?? { timestamp: 0, body: [], left: 0 }) };
    let time = state.time;
    if (format < 3) time = input.readUIntBE(at, 3);
    if (format < 2) {
      state.length = input.readUIntBE(at + 3, 3);
      state.type = input[at + 6];
    }
    if (format === 0) state.stream = input.readUInt32LE(at + 7);
    at += size;
    state.time = time;
    if (time === 0xffffff) { time = input.readUInt32BE(at); at += 4; }
    const begins = state.left === 0;
    if (begins) {
      state.timestamp = format === 0 ? time : state.timestamp + time;
      state.left = state.length;
      state.body = [];
    }
    const length = Math.min(state.left, this.#limit);
    if (input.length < at + length) return 0;
    state.body = [...state.body, input.subarray(at, at + length)];
    state.left -= length;
    this.#partial.set(channel, state);
    if (state.left === 0) this.#whole(state);
    return at + length - from;
  }

  #whole({ type, timestamp, stream, body }) {
    this.counts[type] = (this.counts[type] ?? 0) + 1;
    const bytes = Buffer.concat(body);
    if (type === TYPE.chunkSize) this.#limit = bytes.readUInt32BE(0);
    const media = type === TYPE.audio || type === TYPE.video;
    this.heard.push({ type, timestamp, stream, body: media ? null : bytes, first: bytes.subarray(0, 5) });
  }
}
