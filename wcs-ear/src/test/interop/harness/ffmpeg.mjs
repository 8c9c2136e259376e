/** FFmpeg 8 from its Maven artifact: the packaged one of Debian 12 knows no WHIP. */

import { execFile, spawn } from 'node:child_process';
import { access, chmod, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { until } from './until.mjs';

const run = promisify(execFile);
const VERSION = '8.0.1-1.5.13';
const HOME = fileURLToPath(new URL(`../../../../target/interop/ffmpeg-${VERSION}/`, import.meta.url));
const INSIDE = 'org/bytedeco/ffmpeg/linux-x86_64';

const exists = (file) => access(file).then(() => true, () => false);

/** @returns {Promise<string>} folder with the program and its libraries, unpacked once */
async function unpacked() {
  const folder = path.join(HOME, INSIDE);
  if (await exists(path.join(folder, 'ffmpeg'))) return folder;
  const making = `${HOME.replace(/\/$/, '')}.${process.pid}`;
  await mkdir(making, { recursive: true });
  await run('mvn', ['-q', '-B', 'dependency:copy',
    `-Dartifact=org.bytedeco:ffmpeg:${VERSION}:jar:linux-x86_64`, `-DoutputDirectory=${making}`],
  { cwd: making });
  const jar = path.join(making, `ffmpeg-${VERSION}-linux-x86_64.jar`);
  await run('/usr/bin/python3', ['-m', 'zipfile', '-e', jar, making]);
  await chmod(path.join(making, INSIDE, 'ffmpeg'), 0o755);
  await rm(jar);
  await rename(making, HOME);
  return folder;
}

/** How to start FFmpeg 8. */
export async function FFMPEG8() {
  const folder = await unpacked();
  return { command: path.join(folder, 'ffmpeg'),
    options: { env: { ...process.env, LD_LIBRARY_PATH: folder } } };
}

const PUBLISH = [
  '-hide_banner', '-nostdin', '-re',
  '-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=20',
  '-re', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000',
  '-pix_fmt', 'yuv420p', '-c:v', 'libopenh264', '-profile:v', 'constrained_baseline',
  '-b:v', '400k', '-g', '20', '-bf', '0',
  '-c:a', 'libopus', '-ac', '2', '-b:a', '48k',
];

/** A program that publishes a test picture and 440 Hz by WHIP until it is closed. */
export class FfmpegPublisher {
  output = '';
  #child;

  static async start(url) {
    const folder = await unpacked();
    const publisher = new FfmpegPublisher();
    publisher.#child = spawn(path.join(folder, 'ffmpeg'), [...PUBLISH, '-f', 'whip', url],
        { env: { ...process.env, LD_LIBRARY_PATH: folder }, stdio: ['ignore', 'ignore', 'pipe'] });
    publisher.#child.stderr.setEncoding('utf8').on('data', (text) => { publisher.output += text; });
    return publisher;
  }

  get ended() {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends as on Ctrl-C, which deletes the resource. */
  async close() {
    if (!this.ended) this.#child.kill('SIGINT');
    try {
      await until('ffmpeg ends', () => this.ended, { withinMs: 5000 });
    } finally {
      if (!this.ended) this.#child.kill('SIGKILL');
    }
  }
}
