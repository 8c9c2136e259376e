/** Keeps one stream playing over HLS: waits for absent streams and comes back after failures. */

export const NOT_FOUND = 'Stream not found';

const WAIT_MS = 2000;
const MOST_ERRORS = 50;

/**
 * Phases: `idle`, `connecting`, `playing`, `waiting` (for the publisher), `failed` (the browser
 * cannot play HLS), `stopped` (by the user). Events: `change`, `error` with the entry as `detail`,
 * `unmute`.
 */
export class HlsViewer extends EventTarget {
  #video;
  #hls = null;
  #timer = 0;

  url = '';
  lowLatency = false;
  phase = 'idle';
  info = '';
  /** Latest first: `{at, text, fatal}`. */
  errors = [];

  /** @param {HTMLVideoElement} video */
  constructor(video) {
    super();
    this.#video = video;
    video.addEventListener('playing', () => this.active && this.#enter('playing'));
    video.addEventListener('ended', () => this.active && this.#wait('The stream has ended'));
    video.addEventListener('error', () => this.active && !this.#hls && this.#wait(mediaError(video.error)));
  }

  /** True while it plays or tries to. */
  get active() {
    return ['connecting', 'playing', 'waiting'].includes(this.phase);
  }

  /** Switches to a playlist; an empty one only stops. */
  open(url, lowLatency) {
    this.#halt();
    this.url = url;
    this.lowLatency = lowLatency;
    this.errors = [];
    if (url) this.play();
    else this.#enter('idle');
  }

  /** Starts, or tries again without waiting. */
  play() {
    this.#halt();
    this.#enter('connecting');
    if (window.Hls?.isSupported()) this.#playByScript();
    else if (this.#video.canPlayType('application/vnd.apple.mpegurl')) this.#playByBrowser();
    else {
      this.info = 'This browser has neither HLS nor Media Source Extensions.';
      this.#enter('failed');
    }
  }

  /** Stops and stays stopped. */
  stop() {
    this.#halt();
    if (this.phase !== 'idle') this.#enter('stopped');
  }

  /** Figures of this moment; what is not known is undefined. */
  stats() {
    const { buffered, currentTime, videoWidth: width, videoHeight: height } = this.#video;
    const quality = this.#video.getVideoPlaybackQuality?.();
    const bufferSeconds = ahead(buffered, currentTime);
    const stats = { width, height, bufferSeconds, dropped: quality?.droppedVideoFrames, frames: quality?.totalVideoFrames };
    const hls = this.#hls;
    if (!hls) return stats;
    const level = hls.levels[hls.currentLevel];
    const shownAt = hls.playingDate?.getTime();
    return {
      ...stats,
      bitrateBps: level?.bitrate,
      bandwidthBps: hls.bandwidthEstimate,
      codecs: [level?.videoCodec, level?.audioCodec].filter(Boolean).join(' · '),
      edgeSeconds: hls.latency || undefined,
      delaySeconds: shownAt ? (Date.now() - shownAt) / 1000 : undefined,
      targetSeconds: hls.targetLatency ?? undefined,
      speed: this.#video.playbackRate,
    };
  }

  #playByScript() {
    const { Hls } = window;
    const hls = new Hls({
      lowLatencyMode: this.lowLatency,
      backBufferLength: 30,
      maxLiveSyncPlaybackRate: this.lowLatency ? 1.1 : 1,
    });
    this.#hls = hls;
    hls.on(Hls.Events.MANIFEST_PARSED, () => this.#start());
    hls.on(Hls.Events.ERROR, (_, data) => this.#failed(hls, data));
    hls.loadSource(this.url);
    hls.attachMedia(this.#video);
  }

  #playByBrowser() {
    this.#video.src = this.url;
    this.#start();
  }

  /** Browsers that forbid sound before a click play without it. */
  async #start() {
    try {
      await this.#video.play();
    } catch (error) {
      if (error.name !== 'NotAllowedError') return;
      this.#video.muted = true;
      this.dispatchEvent(new Event('unmute'));
      await this.#video.play().catch(() => {});
    }
  }

  #failed(hls, { fatal, type, details, response, error }) {
    const code = response?.code ? `, status ${response.code}` : '';
    this.#note(`${details}${code}${error?.message ? `: ${error.message}` : ''}`, fatal);
    if (!fatal || hls !== this.#hls) return;
    if (type === window.Hls.ErrorTypes.MEDIA_ERROR && this.phase === 'playing') hls.recoverMediaError();
    else this.#wait(response?.code === 404 ? NOT_FOUND : details);
  }

  #note(text, fatal) {
    const entry = { at: new Date(), text, fatal };
    this.errors = [entry, ...this.errors].slice(0, MOST_ERRORS);
    this.dispatchEvent(new CustomEvent('error', { detail: entry }));
  }

  #wait(info) {
    this.#halt();
    this.info = info;
    this.#enter('waiting');
    this.#timer = setTimeout(() => this.play(), WAIT_MS);
  }

  #halt() {
    clearTimeout(this.#timer);
    this.#hls?.destroy();
    this.#hls = null;
    if (this.#video.src) {
      this.#video.removeAttribute('src');
      this.#video.load();
    }
  }

  #enter(phase) {
    this.phase = phase;
    this.dispatchEvent(new Event('change'));
  }
}

/** Seconds that can be played without another byte. */
function ahead(ranges, now) {
  for (let at = 0; at < ranges.length; at++) {
    if (ranges.start(at) <= now + 0.1 && now <= ranges.end(at)) return ranges.end(at) - now;
  }
  return 0;
}

function mediaError(error) {
  return error?.message || 'The stream cannot be loaded';
}
