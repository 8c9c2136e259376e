/** Encoders that publish a clip by RTMP or RTSP, again and again, until they are closed. */

import { streamNamed } from './counters.mjs';
import { clip } from './clips.mjs';
import { FFMPEG8 } from './ffmpeg.mjs';
import { Program } from './programs.mjs';
import { until } from './until.mjs';

/** Starts FFmpeg with a clip; by RTMP, HEVC needs the one that knows how. */
export async function publish(url, { name = 'baseline', args = [],
  modern = name === 'hevc' && url.startsWith('rtmp') } = {}) {
  const file = await clip(name);
  const { command, options } = modern ? await FFMPEG8() : { command: 'ffmpeg', options: {} };
  return new Program(command, ['-hide_banner', '-nostdin', '-re', '-stream_loop', '-1', '-i', file,
    '-c', 'copy', ...args, '-f', url.startsWith('rtmp') ? 'flv' : 'rtsp', url], options);
}

/** Publishes and waits until the stream is live. */
export async function published(world, name, options = {}) {
  const url = options.url ?? `${world.urls.rtmp}/live/${name}`;
  const encoder = world.closeLater(await publish(url, { ...options, name: options.clip }));
  await live(world, name, encoder);
  return encoder;
}

/** Waits until a program's stream can be played. */
export function live(world, name, program) {
  return until(`${name} is live`, async () => {
    if (program?.ended) throw new Error(`the encoder ended: ${program.output.slice(-2000)}`);
    return (await streamNamed(world.urls, name))?.status === 'PUBLISHING';
  }, { withinMs: 15_000 });
}
