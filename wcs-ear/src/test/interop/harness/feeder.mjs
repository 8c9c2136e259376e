/**
 * Peers that are handed their packets one by one (libdatachannel): any codec, every byte known.
 * They speak WHIP and WHEP.
 */

import * as nodeDataChannel from 'node-datachannel';
import { until } from './until.mjs';

const PAYLOAD_TYPE = { audio: 97, video: 98 };
const SSRC = { audio: 0x11223344, video: 0x55667788 };

/** How the codec is named to the library, and how its packets look. */
export const CODECS = {
  PCMA: { kind: 'audio', name: 'PCMA', ticks: 160, payload: (at) => filled(160, at) },
  PCMU: { kind: 'audio', name: 'PCMU', ticks: 160, payload: (at) => filled(160, at) },
  G722: { kind: 'audio', name: 'G722', ticks: 160, payload: (at) => filled(160, at) },
  /** A key picture of one packet each time: NAL type 19 (IDR_W_RADL), RFC 7798. */
  H265: { kind: 'video', name: 'H265', ticks: 3000, payload: (at) => headed([0x26, 0x01], at) },
};

function filled(length, at) {
  return Buffer.alloc(length, at & 0xff);
}

function headed(head, at) {
  return Buffer.concat([Buffer.from(head), filled(200, at | 0x80)]);
}

class Feeder {
  #peer;
  #resource;
  track;

  constructor(kind) {
    this.#peer = new nodeDataChannel.PeerConnection(kind,
        { iceServers: [], disableAutoNegotiation: true });
  }

  async negotiate(url, codec, direction) {
    const { kind, name } = CODECS[codec];
    const media = kind === 'audio' ? new nodeDataChannel.Audio('0', direction)
      : new nodeDataChannel.Video('0', direction);
    if (kind === 'audio') media.addAudioCodec(PAYLOAD_TYPE.audio, name);
    else media.addVideoCodec(PAYLOAD_TYPE.video, name);
    if (direction === 'SendOnly') media.addSSRC(SSRC[kind], 'feeder', 'feeder', kind);
    this.track = this.#peer.addTrack(media);
    this.#peer.setLocalDescription('offer');
    await until('candidates are gathered', () => this.#peer.gatheringState() === 'complete');
    const response = await fetch(url, { method: 'POST', body: this.#peer.localDescription().sdp,
      headers: { 'Content-Type': 'application/sdp' } });
    const answer = await response.text();
    if (response.status !== 201) throw new Error(`${response.status}: ${answer}`);
    this.#resource = new URL(response.headers.get('location'), url);
    this.#peer.setRemoteDescription(answer, 'answer');
    await until('the track opens', () => this.track.isOpen());
  }

  async close() {
    if (this.#resource) await fetch(this.#resource, { method: 'DELETE' });
    this.#peer.close();
  }
}

/** Publishes numbered packets of a codec until it is closed. */
export class PacketPublisher extends Feeder {
  #timer;

  static async start(url, codec) {
    const { kind, ticks, payload } = CODECS[codec];
    const publisher = new PacketPublisher(kind);
    await publisher.negotiate(url, codec, 'SendOnly');
    let at = 0;
    publisher.#timer = setInterval(() => {
      const header = Buffer.alloc(12);
      header[0] = 0x80;
      header[1] = 0x80 | PAYLOAD_TYPE[kind];
      header.writeUInt16BE(at & 0xffff, 2);
      header.writeUInt32BE((at * ticks) >>> 0, 4);
      header.writeUInt32BE(SSRC[kind], 8);
      publisher.track.sendMessageBinary(Buffer.concat([header, payload(at)]));
      at += 1;
    }, 20);
    return publisher;
  }

  async close() {
    clearInterval(this.#timer);
    await super.close();
  }
}

/** Keeps the packets that it receives. */
export class PacketPlayer extends Feeder {
  packets = [];

  static async start(url, codec) {
    const player = new PacketPlayer(CODECS[codec].kind);
    await player.negotiate(url, codec, 'RecvOnly');
    player.track.onMessage((packet) => {
      const type = packet[1] & 0x7f;
      if (packet[1] >= 192 && packet[1] <= 223) return;
      const from = 12 + (packet[0] & 0x0f) * 4;
      const extension = packet[0] & 0x10 ? 4 + packet.readUInt16BE(from + 2) * 4 : 0;
      player.packets.push({ type, sequence: packet.readUInt16BE(2), timestamp: packet.readUInt32BE(4),
        payload: Buffer.from(packet.subarray(from + extension)) });
    });
    return player;
  }
}
