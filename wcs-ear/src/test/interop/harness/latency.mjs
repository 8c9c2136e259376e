/**
 * How long pictures travel, from the moment they are drawn to the moment they are shown:
 * `node harness/latency.mjs`. Prints medians; a measurement, not a test.
 *
 * Both ends read the same wall clock: the source is white at the beginning of each second, so what is
 * measured is known up to a whole second.
 */

import { spawn } from 'node:child_process';
import { launch } from './browser.mjs';
import { VIDEO_ONLY } from './codecs.mjs';
import { live, published } from './encoder.mjs';
import { HlsPage } from './hls.mjs';
import { Program } from './programs.mjs';
import { SdkPage } from './sdk.mjs';
import { running, Server } from './server.mjs';
import { serveSite } from './site.mjs';

const SECONDS = 8;

const own = running() ? null : await Server.start();
const world = { urls: running() ?? own.urls, site: await serveSite(), browser: await launch(),
  open: [], closeLater(thing) { this.open.push(thing); return thing; } };

/** An encoder whose picture is white while the wall clock's second begins. */
async function encoder(name) {
  const program = world.closeLater(new Program('ffmpeg', ['-hide_banner', '-nostdin',
    '-f', 'lavfi', '-i', "testsrc2=size=640x360:rate=25,realtime,setpts='RTCTIME/(TB*1000000)',"
      + "drawbox=c=white:t=fill:enable='lt(mod(t,1),0.12)',format=yuv420p",
    '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '50', '-b:v', '800k',
    '-an', '-f', 'flv', `${world.urls.rtmp}/live/${name}`]));
  await live(world, name, program);
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Milliseconds into the second at which the first white picture of each second is shown. */
const shown = (page, selector) => page.evaluate(([what, seconds]) => new Promise((done) => {
  const video = document.querySelector(what);
  const pen = Object.assign(document.createElement('canvas'), { width: 16, height: 12 })
      .getContext('2d', { willReadFrequently: true });
  const times = [];
  let white = true;
  const look = (_, { expectedDisplayTime }) => {
    pen.drawImage(video, 0, 0, 16, 12);
    const { data } = pen.getImageData(0, 0, 16, 12);
    const now = data.reduce((sum, value) => sum + value, 0) / data.length > 225;
    if (now && !white) times.push((performance.timeOrigin + expectedDisplayTime) % 1000);
    white = now;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  setTimeout(() => done(times), seconds * 1000);
}), [selector, SECONDS]);

async function rtmpToWebRtc() {
  await encoder('latency-in');
  const hall = world.closeLater(await SdkPage.open(world));
  await hall.playing('viewer', { name: 'latency-in' });
  await hall.frames('viewer', 50, { withinMs: 15_000 });
  return median(await shown(hall.page, '#display-viewer video'));
}

/** Milliseconds into the second at which white pictures come out of a player that decodes at once. */
async function webRtcToRtmp() {
  const studio = world.closeLater(await SdkPage.open(world));
  await studio.publishing('camera',
      { name: 'latency-out', source: 'tone', flash: 'clock', stripCodecs: VIDEO_ONLY.H264 });
  const player = spawn('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error',
    '-fflags', 'nobuffer', '-flags', 'low_delay', '-threads', '1', '-probesize', '50000',
    '-analyzeduration', '100000', '-i', `${world.urls.rtmp}/live/latency-out`, '-an',
    '-vf', 'scale=1:1:flags=area,format=gray', '-fps_mode', 'passthrough', '-f', 'rawvideo',
    '-flush_packets', '1', 'pipe:1'], { stdio: ['ignore', 'pipe', 'ignore'] });
  world.closeLater({ close: () => player.kill('SIGKILL') });
  const times = [];
  let white = true;
  player.stdout.on('data', (pictures) => {
    for (const light of pictures) {
      if (light > 200 && !white) times.push(Date.now() % 1000);
      white = light > 200;
    }
  });
  await new Promise((done) => setTimeout(done, SECONDS * 1000));
  return median(times);
}

async function lowLatencyHls() {
  await published(world, 'latency-hls', { clip: 'baseline' });
  const page = world.closeLater(await HlsPage.open(world));
  await page.start('viewer', 'hlsjs', `${world.urls.hls}/latency-hls/ll.m3u8`, { lowLatency: true });
  await page.frames('viewer', 200, 30_000);
  return (await page.figures('viewer')).latency * 1000;
}

const tell = (what, ms) => process.stdout.write(`${what.padEnd(16)} ${ms?.toFixed(0)} ms\n`);

try {
  tell('RTMP to WebRTC', await rtmpToWebRtc());
  tell('WebRTC to RTMP', await webRtcToRtmp());
  tell('RTMP to LL-HLS', await lowLatencyHls());
} finally {
  for (const thing of world.open.reverse()) await thing.close();
  await world.browser.close();
  await world.site.close();
  await own?.interrupt();
}
process.exit(0);
