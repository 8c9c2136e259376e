/** A camera that speaks RTSP: GStreamer's server, playing the clips. */

import { fileURLToPath } from 'node:url';
import { clip } from './clips.mjs';
import { freeBlock } from './ports.mjs';
import { Program } from './programs.mjs';
import { until } from './until.mjs';

const SCRIPT = fileURLToPath(new URL('../clients/camera.py', import.meta.url));

const VIDEO = {
  h264: 'h264parse config-interval=-1 ! rtph264pay',
  /** Parameter sets are told in the session description only. */
  bare: 'h264parse config-interval=0 ! rtph264pay config-interval=0',
  h265: 'h265parse config-interval=-1 ! rtph265pay',
  jpeg: 'avdec_h264 ! videoconvert ! jpegenc ! rtpjpegpay',
};
const AUDIO = {
  aac: 'aacparse ! rtpmp4gpay',
  latm: 'aacparse ! rtpmp4apay',
  pcma: 'avdec_aac ! audioconvert ! audioresample ! alawenc ! rtppcmapay',
  pcmu: 'avdec_aac ! audioconvert ! audioresample ! mulawenc ! rtppcmupay',
  opus: 'avdec_aac ! audioconvert ! audioresample ! opusenc ! rtpopuspay',
  g722: 'avdec_aac ! audioconvert ! audioresample ! avenc_g722 ! rtpg722pay',
  g726: 'avdec_aac ! audioconvert ! audioresample ! avenc_g726 ! rtpg726pay',
};

/** What a camera shows: a clip as it is, or coded anew where the format asks for it. */
export async function view({ clip: name = 'baseline', video = 'h264', audio = 'aac' } = {}) {
  const parts = [`filesrc location=${await clip(name)} ! matroskademux name=d`];
  if (video) parts.push(`d.video_0 ! queue ! ${VIDEO[video]} name=pay0 pt=96`);
  if (audio) parts.push(`d.audio_0 ! queue ! ${AUDIO[audio]} name=pay${video ? 1 : 0} pt=97`);
  return `( ${parts.join('  ')} )`;
}

export class Camera {
  #program;
  #order;

  /**
   * Starts one and waits until it listens.
   *
   * @param {{[path: string]: string}} mounts pipelines by path
   * @param {{user?: string, password?: string, method?: 'digest'|'basic',
   *     transports?: 'tcp'|'udp'|'all'}} options
   */
  static async start(mounts, options = {}) {
    const camera = new Camera();
    camera.#order = { ...options, mounts, port: await freeBlock(1) };
    await camera.restart();
    return camera;
  }

  get port() {
    return this.#order.port;
  }

  /** The address of a path, with the password if there is one. */
  url(path, { user = this.#order.user, password = this.#order.password } = {}) {
    const who = user === undefined ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
    return `rtsp://${who}127.0.0.1:${this.port}${path}`;
  }

  /** How often something was said: connected, closed, teardown. */
  told(word) {
    return this.#program.output.split('\n').filter((line) => line.startsWith(word)).length;
  }

  /** Starts it on its port again, after a kill. */
  async restart() {
    this.#program = new Program('/usr/bin/python3', [SCRIPT, JSON.stringify(this.#order)]);
    await until('the camera listens', async () => {
      if (this.#program.ended) throw new Error(`the camera ended: ${this.#program.output}`);
      return this.told('listening') > 0;
    });
  }

  freeze() {
    this.#program.freeze();
  }

  thaw() {
    this.#program.thaw();
  }

  /** Takes it away without a goodbye. */
  async kill() {
    this.#program.kill();
    await until('the camera is gone', () => this.#program.ended);
  }

  async close() {
    await this.#program.close();
  }
}
