/** The tags of a clip as FLV, to be sent as RTMP messages; and who sends them in time. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { clip } from './clips.mjs';
import { run } from './programs.mjs';
import { RtmpSocket, TYPE } from './rtmp.mjs';
import { until } from './until.mjs';

const SECONDS = 20;
const known = new Map();

/** @returns {Promise<{type, timestamp, body}[]>} what FFmpeg would send of a clip */
export function tags(name = 'baseline') {
  if (!known.has(name)) known.set(name, read(name));
  return known.get(name);
}

async function read(name) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'wcs-tags-'));
  try {
    const file = path.join(folder, 'clip.flv');
    const { code, stderr } = await run('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error',
      '-i', await clip(name), '-t', String(SECONDS), '-c', 'copy', file]);
    if (code !== 0) throw new Error(stderr);
    return parsed(await readFile(file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function parsed(flv) {
  const found = [];
  for (let at = 13; at + 11 < flv.length;) {
    const length = flv.readUIntBE(at + 1, 3);
    const timestamp = flv.readUIntBE(at + 4, 3) + flv[at + 7] * 2 ** 24;
    found.push({ type: flv[at] & 0x1f, timestamp, body: flv.subarray(at + 11, at + 11 + length) });
    at += 11 + length + 4;
  }
  return found.filter(({ type }) => type === TYPE.audio || type === TYPE.video);
}

export const isVideo = ({ type }) => type === TYPE.video;
export const isAudio = ({ type }) => type === TYPE.audio;
export const isHeader = ({ body }) => body[1] === 0;
export const isKey = (tag) => isVideo(tag) && (tag.body[0] >> 4) === 1;

/** Sends tags at the pace of their timestamps, from the first again after the last. */
export class Feeder {
  #timer;

  /** @param change what is sent for a tag; null sends nothing */
  constructor(client, list, change = (tag) => tag) {
    const began = performance.now();
    const length = list.at(-1).timestamp + 40;
    let at = 0;
    this.#timer = setInterval(() => {
      const now = performance.now() - began;
      for (;;) {
        const round = Math.floor(at / list.length);
        const tag = list[at % list.length];
        const timestamp = tag.timestamp + round * length;
        if (timestamp > now + 500 || client.closed) return;
        at += 1;
        const changed = change({ ...tag, timestamp }, at);
        if (changed) client.media(changed);
      }
    }, 20);
  }

  async close() {
    clearInterval(this.#timer);
  }
}

/** A publisher and its player who have nothing to do with the trouble of a test. */
export class Bystanders {
  static async start(world) {
    const both = new Bystanders();
    both.publisher = world.closeLater(await RtmpSocket.publisher(world.urls.rtmp, 'bystander'));
    both.feeder = world.closeLater(new Feeder(both.publisher, await tags()));
    both.player = world.closeLater(await RtmpSocket.player(world.urls.rtmp, 'bystander'));
    world.closeLater({ close: async () => both.publisher.command(0, 'deleteStream', null, both.publisher.stream) });
    await both.goOn(25);
    return both;
  }

  /** So many more pictures arrive, in no more time than they last. */
  async goOn(frames = 15) {
    const before = this.player.counts[TYPE.video] ?? 0;
    await until(`the others get ${frames} pictures`, () => {
      if (this.player.closed || this.publisher.closed) throw new Error('their connection is closed');
      return (this.player.counts[TYPE.video] ?? 0) >= before + frames;
    }, { withinMs: frames * 40 + 2000 });
  }
}
