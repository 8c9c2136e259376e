/** GStreamer as a client of RTSP. */

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { clip } from './clips.mjs';
import { Program } from './programs.mjs';
import { judged } from './recordings.mjs';

const LAUNCH = 'gst-launch-1.0';

/** Publishes a clip with rtspclientsink until it is closed. */
export async function pushing(url, { name = 'baseline', protocols = 'tcp', video = 'h264parse' } = {}) {
  const branch = (pad, parser) => [`d.${pad}`, '!', 'queue', '!', parser, '!', 'identity', 'sync=true', '!', 's.'];
  return new Program(LAUNCH, ['-e', 'rtspclientsink', 'name=s', `location=${url}`, `protocols=${protocols}`,
    'filesrc', `location=${await clip(name)}`, '!', 'matroskademux', 'name=d',
    ...branch('video_0', video), ...branch('audio_0', 'aacparse')]);
}

/** Plays a URL with rtspsrc for some seconds and tells what was there. */
export async function played(url, { seconds = 4, protocols = 'tcp', video = ['rtph264depay', 'h264parse'],
  audio = ['rtpmp4gdepay', 'aacparse'] } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'wcs-gst-'));
  try {
    const file = path.join(folder, 'out.mkv');
    const branch = (elements) => ['s.', '!', 'queue', '!', ...elements.flatMap((each) => [each, '!']), 'm.'];
    const player = new Program(LAUNCH, ['-e', 'rtspsrc', 'name=s', `location=${url}`, `protocols=${protocols}`,
      'latency=300', 'matroskamux', 'name=m', '!', 'filesink', `location=${file}`,
      ...branch(video), ...branch(audio)]);
    await new Promise((done) => setTimeout(done, seconds * 1000));
    await player.close();
    return await judged(file).catch(() => {
      throw new Error(`GStreamer cannot record ${url}: ${player.output.slice(-2000)}`);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
