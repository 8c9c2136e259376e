/**
 * Clips that tell whether sound and picture belong together: once a second the picture is white for
 * 120 ms, and for as long the tone is ten times louder. In between a test picture moves, and the
 * tone goes on.
 */

import { access, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './programs.mjs';

const HOME = fileURLToPath(new URL('../../../../target/interop/clips/', import.meta.url));

/** What the tone of every clip is. */
export const PITCH_HZ = 440;

const FLASH = 'lt(mod(t,1),0.12)';
const SOURCE = [
  '-f', 'lavfi', '-i',
  `testsrc2=size=640x360:rate=25,drawbox=c=white:t=fill:enable='${FLASH}',format=yuv420p`,
  '-f', 'lavfi', '-i',
  `sine=frequency=${PITCH_HZ}:sample_rate=48000,asetnsamples=n=240,`
    + `volume='if(${FLASH},4,0.4)':eval=frame`,
];
const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '50', '-b:v', '600k'];
const AAC = ['-c:a', 'aac', '-b:a', '96k'];

const CLIPS = {
  baseline: [...X264, '-profile:v', 'baseline', ...AAC],
  high: [...X264, '-profile:v', 'high', '-bf', '3', '-x264-params', 'b-adapt=0', ...AAC],
  hevc: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'keyint=50:log-level=error',
    '-b:v', '600k', '-tag:v', 'hvc1', ...AAC],
  mp3: [...X264, '-profile:v', 'baseline', '-c:a', 'libmp3lame', '-ar', '44100', '-b:a', '96k'],
  speex: [...X264, '-profile:v', 'baseline', '-c:a', 'libspeex', '-ar', '16000', '-ac', '1'],
  sound: ['-vn', ...AAC],
  silent: [...X264, '-profile:v', 'baseline', '-an'],
};
const SECONDS = 60;

const exists = (file) => access(file).then(() => true, () => false);

/** @returns {Promise<string>} the file of a clip, made once */
export async function clip(name) {
  const file = path.join(HOME, `${name}.mkv`);
  if (await exists(file)) return file;
  await mkdir(HOME, { recursive: true });
  const making = path.join(HOME, `${process.pid}-${name}.mkv`);
  const { code, stderr } = await run('ffmpeg', ['-hide_banner', '-nostdin', '-y', '-loglevel', 'error',
    ...SOURCE, '-t', String(SECONDS), ...CLIPS[name], making], { timeout: 120_000 });
  if (code !== 0) throw new Error(`clip ${name}: ${stderr}`);
  await rename(making, file);
  return file;
}
