/** A bare RTSP client, able to say anything; and players that count what comes. */

import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { published } from './encoder.mjs';
import { until } from './until.mjs';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

export class RtspSocket {
  /** What the server has answered and not been asked for yet: {status, headers, body}. */
  heard = [];
  /** Interleaved packets by channel. */
  packets = {};
  closed = false;
  session = null;
  #socket;
  #input = Buffer.alloc(0);
  #sequence = 0;

  /** Only connects. */
  static async open(url) {
    const client = new RtspSocket();
    client.url = url;
    const { hostname, port } = new URL(url.replace(/^rtsp/, 'http'));
    const socket = net.connect(Number(port), hostname);
    client.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => client.#received(bytes));
    socket.on('error', () => {});
    socket.on('close', () => { client.closed = true; });
    await until('the socket opens', () => socket.readyState === 'open' || client.closed);
    return client;
  }

  /** Plays what its URL names over this connection, or only some of its tracks. */
  static async player(url, { tracks } = {}) {
    const client = await RtspSocket.open(url);
    client.controls = (await client.describe()).controls;
    const wanted = tracks ?? client.controls.map((_, at) => at);
    for (const at of wanted) await client.setup(at);
    const answer = await client.ask('PLAY', url, { Range: 'npt=0-' });
    if (answer.status !== 200) throw new Error(`PLAY: ${answer.status}`);
    return client;
  }

  /** All packets of media, not those of RTCP. */
  get media() {
    return Object.entries(this.packets).reduce((sum, [channel, count]) =>
      sum + (Number(channel) % 2 ? 0 : count), 0);
  }

  raw(bytes) {
    if (!this.closed) this.#socket.write(bytes);
  }

  /** Sends a request without waiting. */
  send(method, uri = this.url, headers = {}, body = '') {
    this.#sequence += 1;
    const all = { CSeq: this.#sequence, ...(this.session ? { Session: this.session } : {}),
      ...(body ? { 'Content-Length': Buffer.byteLength(body) } : {}), ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    this.raw(`${method} ${uri} RTSP/1.0\r\n${lines.join('')}\r\n${body}`);
    return this.#sequence;
  }

  /** Sends a request and waits for its answer. */
  async ask(method, uri, headers, body) {
    const sequence = this.send(method, uri, headers, body);
    return until(`${method} is answered`, () => {
      const at = this.heard.findIndex((answer) => answer.headers.cseq === String(sequence));
      if (at < 0 && this.closed) throw new Error('closed');
      return at >= 0 && this.heard.splice(at, 1)[0];
    }, { withinMs: 8000, everyMs: 10 });
  }

  async describe(url = this.url) {
    const answer = await this.ask('DESCRIBE', url, { Accept: 'application/sdp' });
    if (answer.status !== 200) throw new Error(`DESCRIBE: ${answer.status}`);
    const base = answer.headers['content-base'] ?? `${url}/`;
    const parts = answer.body.split(/^m=/m).slice(1);
    const controls = parts.map((part) => new URL(part.match(/^a=control:(\S+)/m)[1],
        base.replace(/^rtsp/, 'http')).href.replace(/^http/, 'rtsp'));
    return { ...answer, controls };
  }

  /** Over this connection, or as the transport given says. */
  async setup(at, transport = `RTP/AVP/TCP;unicast;interleaved=${2 * at}-${2 * at + 1}`) {
    const answer = await this.ask('SETUP', this.controls[at], { Transport: transport });
    if (answer.status === 200) this.session = answer.headers.session.split(';')[0];
    return answer;
  }

  /** Waits until the server has closed the connection. */
  async ends(withinMs = 5000) {
    await until('the server closes the connection', () => this.closed, { withinMs });
  }

  /** So many more packets of media. */
  more(count, withinMs = 5000) {
    const before = this.media;
    return until(`${count} packets of media`, () => {
      if (this.closed) throw new Error('closed');
      return this.media >= before + count;
    }, { withinMs });
  }

  /** Stops reading: the connection stays, its window fills. */
  pause() {
    this.#socket.pause();
  }

  resume() {
    this.#socket.resume();
  }

  /** Goes without a word. */
  reset() {
    this.#socket.resetAndDestroy();
  }

  async close() {
    if (this.session && !this.closed) this.send('TEARDOWN');
    this.#socket.end();
    this.#socket.resume();
    await until('the connection ends', () => this.closed, { withinMs: 2000 }).catch(() => this.reset());
  }

  #received(bytes) {
    this.#input = Buffer.concat([this.#input, bytes]);
    while (this.#next());
  }

  #next() {
    if (this.#input[0] === 0x24) return this.#packet();
    const head = this.#input.indexOf(END_OF_HEAD);
    if (head < 0) return false;
    const [first, ...lines] = this.#input.toString('latin1', 0, head).split('\r\n');
    const headers = Object.fromEntries(lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }));
    const length = Number(headers['content-length'] ?? 0);
    const from = head + END_OF_HEAD.length;
    if (this.#input.length < from + length) return false;
    const body = this.#input.toString('utf8', from, from + length);
    this.#input = this.#input.subarray(from + length);
    this.heard.push({ first, status: Number(first.split(' ')[1]), headers, body });
    return true;
  }

  #packet() {
    if (this.#input.length < 4) return false;
    const length = this.#input.readUInt16BE(2);
    if (this.#input.length < 4 + length) return false;
    const channel = this.#input[1];
    this.packets[channel] = (this.packets[channel] ?? 0) + 1;
    this.#input = this.#input.subarray(4 + length);
    return true;
  }
}

/** One frame of the interleaved protocol. */
export function interleaved(channel, bytes, length = bytes.length) {
  const head = Buffer.from([0x24, channel, 0, 0]);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([head, bytes]);
}

/** A packet of RTP with a payload of noise. */
export function rtp({ type = 96, sequence = 0, timestamp = 0, ssrc = 1, size = 200 }) {
  const packet = Buffer.alloc(12 + size);
  packet[0] = 0x80;
  packet[1] = type;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(ssrc, 8);
  randomBytes(size).copy(packet, 12);
  return packet;
}

/** A publisher and its player who have nothing to do with the trouble of a test. */
export class Bystanders {
  static async start(world) {
    const both = new Bystanders();
    const url = `${world.urls.rtsp}/bystander`;
    both.encoder = await published(world, 'bystander', { url, args: ['-rtsp_transport', 'tcp'] });
    both.player = world.closeLater(await RtspSocket.player(url));
    await both.goOn();
    return both;
  }

  /** Media goes on coming, in no more time than it lasts. */
  async goOn() {
    await this.player.more(60, 4000);
  }
}
