/** What became of the streams of one name: figures of each, look by look. */

const KEPT_MS = 310_000;

/**
 * @typedef {{at: number, rate: number, videoRate: number, audioRate: number, fps: number,
 *     lost: number, nack: number, pli: number, skipped: number, rtt: number, trouble: number}} Look
 *     losses are those per second since the look before
 */

/** The looks at one stream, published or played. */
export class Quality {
  #last = null;

  /** @type {Look[]} in order of time */
  looks = [];

  /** @param {object} stream of the REST API, with metrics */
  add({ metrics = {} }, at = Date.now()) {
    const sum = (...keys) => keys.reduce((all, key) => all + (Number(metrics[key]) || 0), 0);
    const counted = { at, lost: sum('VIDEO_LOST', 'AUDIO_LOST'), nack: sum('VIDEO_NACK'), pli: sum('VIDEO_PLI'),
      skipped: sum('SKIPPED') };
    const last = this.#last ?? counted;
    if (this.#last && at - last.at < 300) return;
    this.#last = counted;
    const seconds = (at - last.at) / 1000;
    const grown = (key) => (seconds ? Math.max(0, counted[key] - last[key]) / seconds : 0);
    const look = { at, rate: sum('VIDEO_RATE', 'AUDIO_RATE'), videoRate: sum('VIDEO_RATE'), audioRate: sum('AUDIO_RATE'),
      fps: sum('VIDEO_FPS'), lost: grown('lost'), nack: grown('nack'), pli: grown('pli'), skipped: grown('skipped'),
      rtt: sum('ROUND_TRIP') || null };
    look.trouble = look.lost + look.nack + look.skipped;
    this.looks = [...this.looks.filter((one) => one.at > at - KEPT_MS), look];
  }

  /** How much trouble there was lately. */
  get trouble() {
    return this.looks.slice(-30).reduce((sum, { trouble }) => sum + trouble, 0);
  }
}

/** The qualities of all streams of a page, by media session. */
export class Qualities {
  #all = new Map();

  /** Takes in all there are now; others are forgotten. */
  add(streams) {
    const present = new Set(streams.map(({ mediaSessionId }) => mediaSessionId));
    for (const id of this.#all.keys()) if (!present.has(id)) this.#all.delete(id);
    for (const stream of streams) this.of(stream).add(stream);
  }

  /** @returns {Quality} */
  of({ mediaSessionId }) {
    if (!this.#all.has(mediaSessionId)) this.#all.set(mediaSessionId, new Quality());
    return this.#all.get(mediaSessionId);
  }
}
