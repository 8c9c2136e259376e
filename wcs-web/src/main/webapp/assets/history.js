/** The last minutes of the server, as this tab has seen them; kept while its pages change. */

const STORE = 'wcs.history';
const KEPT_MS = 310_000;

/**
 * @typedef {{at: number, cpu: number, in: number, out: number, viewers: number, streams: number,
 *     lostIn: number, lostOut: number, skipped: number}} Sample
 */
export class History {
  #samples = stored();
  #last = null;

  constructor() {
    addEventListener('pagehide', () => this.#store());
  }

  /** @returns {Sample[]} in order of time */
  get samples() {
    return this.#samples;
  }

  /** Takes in the state of the server; what the server counts since its start becomes a rate. */
  add(state) {
    const now = { at: Date.now(), ...totals(state) };
    const last = this.#last;
    this.#last = now;
    const started = last && last.startedAt !== now.startedAt;
    if (started) this.#samples = [];
    const seconds = last ? (now.at - last.at) / 1000 : 0;
    if (last && !started && seconds < 0.4) return;
    const rate = (key) => (last && !started && now[key] >= last[key] ? (now[key] - last[key]) / seconds : null);
    this.#samples = [...this.#samples.filter(({ at }) => at > now.at - KEPT_MS && at < now.at), {
      at: now.at,
      cpu: state.cpu || 0,
      in: state.streams.reduce((sum, stream) => sum + (stream.bitrateBps || 0), 0),
      out: rate('sent') === null ? null : 8 * rate('sent'),
      viewers: state.viewers || 0,
      streams: state.streams.length,
      lostIn: this.#lostIn(state, seconds),
      lostOut: rate('lostOut'),
      skipped: rate('skipped'),
    }];
  }

  #lost = new Map();

  /** Publishers come and go, so what each has lost is followed by itself. */
  #lostIn({ streams }, seconds) {
    let lost = 0;
    const now = new Map();
    for (const { name, createdAt, packetsLost = 0 } of streams) {
      const key = `${name} ${createdAt}`;
      now.set(key, packetsLost);
      if (this.#lost.has(key)) lost += Math.max(0, packetsLost - this.#lost.get(key));
    }
    this.#lost = now;
    return seconds ? lost / seconds : null;
  }

  #store() {
    try {
      sessionStorage.setItem(STORE, JSON.stringify(this.#samples));
    } catch {
      // Private windows may refuse storage; charts then begin with the page.
    }
  }
}

function totals(state) {
  const { webrtc = {}, rtmp = {}, rtsp = {}, hls = {}, startedAt } = state;
  return {
    startedAt,
    sent: (state.bytesOut || 0) + (rtmp.bytesOut || 0) + (rtsp.bytesOut || 0) + (hls.bytesSent || 0),
    lostOut: webrtc.lostOut || 0,
    skipped: (state.sendDrops || 0) + (webrtc.skipped || 0) + (rtmp.skipped || 0) + (rtsp.skipped || 0),
  };
}

function stored() {
  try {
    const samples = JSON.parse(sessionStorage.getItem(STORE) || '[]');
    return Array.isArray(samples) ? samples : [];
  } catch {
    return [];
  }
}
