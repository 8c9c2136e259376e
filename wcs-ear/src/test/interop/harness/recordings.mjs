/** What came out at the other end: recorded with FFmpeg, then looked at frame by frame. */

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FFMPEG8 } from './ffmpeg.mjs';
import { run } from './programs.mjs';

const LOUD = 3; // times the middle level
const WHITE = 200; // of 235
/** FFmpeg knows no decoding times of RTSP, and the first picture's time only once there are some. */
const TIMES = ['-bsf:v', 'setts=pts=if(eq(PTS\\,NOPTS)\\,0\\,PTS)'
  + ':dts=if(eq(N\\,0)\\,-0.5/TB\\,max(PREV_OUTDTS+1\\,PTS-0.5/TB))'];

/**
 * Plays a URL for some seconds and tells what was there.
 *
 * @param {string} url what FFmpeg is to open
 * @param {{seconds?: number, modern?: boolean, input?: string[]}} [options] `modern` takes the
 *     FFmpeg of the artifact, which knows enhanced RTMP; `input` goes before the URL, `output` before the
 *     file
 */
export async function recording(url, { seconds = 6, modern = false, input = [], output = [] } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'wcs-recording-'));
  try {
    const file = path.join(folder, 'out.mkv');
    const { command, options } = await program(modern);
    const { code, stderr } = await run(command, ['-hide_banner', '-nostdin', '-loglevel', 'warning',
      ...input, '-i', url, '-t', String(seconds), '-c', 'copy', ...(url.startsWith('rtsp') ? TIMES : []), ...output, file],
    { timeout: (seconds + 25) * 1000, ...options });
    if (code !== 0) throw new Error(`ffmpeg cannot record ${url}: ${stderr.slice(-2000)}`);
    return { ...await judged(file), warnings: stderr };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function program(modern) {
  return modern ? FFMPEG8() : { command: 'ffmpeg', options: {} };
}

/** Codecs, size, decoded frames, pitch, and how far the sound is behind the picture. */
export async function judged(file) {
  const streams = await probed(file);
  const video = streams.find(({ codec_type: type }) => type === 'video');
  const audio = streams.find(({ codec_type: type }) => type === 'audio');
  const flashes = video ? await flashTimes(file) : { frames: 0, starts: [] };
  const beeps = audio ? await beepTimes(file) : [];
  return {
    video: video && { codec: video.codec_name, width: video.width, height: video.height,
      profile: video.profile, reordered: video.has_b_frames > 0 },
    audio: audio && { codec: audio.codec_name, rate: Number(audio.sample_rate) },
    frames: flashes.frames,
    pitch: audio ? await pitchOf(file) : 0,
    offsetMs: offset(flashes.starts, beeps),
    errors: flashes.errors,
  };
}

async function probed(file) {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_streams', '-of', 'json', file]);
  return JSON.parse(stdout).streams;
}

/** Seconds of a frame that a filter tells in microseconds: as `pts_time` it has but six digits. */
function timeOf(line) {
  const micros = line.match(/ pts:(-?\d+)/);
  return micros ? Number(micros[1]) / 1e6 : null;
}

async function flashTimes(file) {
  const { stdout, stderr } = await run('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error',
    '-copyts', '-i', file, '-map', '0:v:0', '-vf',
    'settb=1/1000000,signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-', '-f', 'null', '-']);
  const starts = [];
  let frames = 0;
  let at = 0;
  let white = true; // what is white from the start has begun before
  for (const line of stdout.split('\n')) {
    at = timeOf(line) ?? at;
    const level = line.match(/YAVG=([\d.]+)/);
    if (!level) continue;
    frames += 1;
    const now = Number(level[1]) > WHITE;
    if (now && !white) starts.push(at);
    white = now;
  }
  return { frames, starts, errors: stderr };
}

async function beepTimes(file) {
  const { stdout } = await run('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error',
    '-copyts', '-i', file, '-map', '0:a:0', '-af',
    'aformat=channel_layouts=mono,aresample=48000,asetnsamples=n=240,asettb=1/1000000,astats=metadata=1:reset=1,'
      + 'ametadata=print:key=lavfi.astats.Overall.RMS_level:file=-', '-f', 'null', '-']);
  const levels = [];
  let at = 0;
  for (const line of stdout.split('\n')) {
    at = timeOf(line) ?? at;
    const level = line.match(/RMS_level=(-?[\d.]+|-inf)/);
    if (level) levels.push({ at, amplitude: 10 ** (Number(level[1].replace('-inf', '-200')) / 20) });
  }
  const sorted = levels.map(({ amplitude }) => amplitude).sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1] ?? 0;
  const starts = [];
  let loud = true;
  for (const { at: time, amplitude } of levels) {
    const now = amplitude > middle * LOUD;
    if (now && !loud) starts.push(time);
    loud = now;
  }
  return starts;
}

/** Rate of the zero crossings of the loudest part; a tone and nothing else has its pitch there. */
async function pitchOf(file) {
  const { stdout } = await run('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error', '-i', file,
    '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 's16le', '-'],
  { encoding: 'buffer' });
  const samples = new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1);
  const from = samples.length >> 2;
  const part = samples.subarray(from, from + 96_000);
  const level = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
  // Between two crossings the wave must have been somewhere else: noise is not counted.
  const far = Math.max(level * 0.1, 20);
  let crossings = 0;
  let below = false;
  for (const sample of part) {
    if (sample < -far) below = true;
    if (below && sample > far) {
      below = false;
      crossings += 1;
    }
  }
  return (crossings * 48_000) / part.length;
}

/** Median distance from a flash to its beep, in milliseconds; NaN if there are no pairs. */
export function offset(flashes, beeps) {
  const distances = [];
  for (const flash of flashes) {
    const near = beeps.map((beep) => beep - flash).filter((gap) => Math.abs(gap) < 0.5);
    if (near.length) distances.push(near.reduce((a, b) => (Math.abs(a) < Math.abs(b) ? a : b)));
  }
  distances.sort((a, b) => a - b);
  return distances.length ? distances[distances.length >> 1] * 1000 : NaN;
}
