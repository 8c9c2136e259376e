/** VLC without a window. It refuses to run as root, so root becomes nobody first. */

import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { clip } from './clips.mjs';
import { Program, run } from './programs.mjs';
import { judged } from './recordings.mjs';

const NOBODY = '65534';
const OPTIONS = ['-I', 'dummy', '--no-dbus', '--quiet', '--network-caching=300'];

function command(args, home) {
  const vlc = ['env', `HOME=${home}`, 'vlc', ...OPTIONS, ...args];
  return process.getuid() === 0
    ? ['setpriv', `--reuid=${NOBODY}`, '--clear-groups', ...vlc] : vlc;
}

/** A folder that nobody may write to, too. */
async function shared() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'wcs-vlc-'));
  await chmod(folder, 0o777);
  return folder;
}

/** Publishes a clip until it is closed. */
export async function publishing(url, name = 'baseline') {
  const folder = await shared();
  const file = path.join(folder, 'clip.mkv');
  await copyFile(await clip(name), file);
  await chmod(file, 0o644);
  const [program, ...args] = command([file, '--loop', '--sout',
    `#std{access=avio,mux=ffmpeg{mux=flv},dst=${url}}`], folder);
  const vlc = new Program(program, args);
  return {
    get ended() { return vlc.ended; },
    get output() { return vlc.output; },
    async close() {
      await vlc.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Plays a URL for some seconds and tells what was there, as `recording` does with FFmpeg. */
export async function watched(url, { seconds = 4 } = {}) {
  const folder = await shared();
  try {
    // not TS: VLC counts from when the machine started, and TS begins anew after 26 hours
    const file = path.join(folder, 'out.mkv');
    const [program, ...args] = command(['--play-and-exit', `--run-time=${seconds}`,
      '--sout', `#std{access=file,mux=ffmpeg{mux=matroska},dst=${file}}`, url, 'vlc://quit'], folder);
    const { code, stderr } = await run(program, args, { timeout: (seconds + 20) * 1000 });
    if (code !== 0) throw new Error(`VLC cannot play ${url}: ${stderr.slice(-2000)}`);
    return await judged(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
