/** The bar over the picture: play, sound, picture in picture, full screen. */

import { $, setButton } from './dom.js';

const STORE = 'wcs.volume';

export class PlayerControls {
  #stage;
  #video;

  /** @param {{stage: HTMLElement, video: HTMLVideoElement, toggle: () => void}} parts */
  constructor({ stage, video, toggle }) {
    this.#stage = stage;
    this.#video = video;
    $('#toggle').addEventListener('click', toggle);
    $('#mute').addEventListener('click', () => this.#setMuted(!video.muted));
    $('#unmute').addEventListener('click', () => this.#setMuted(false));
    $('#volume').addEventListener('input', (event) => this.#setVolume(Number(event.target.value)));
    $('#fullscreen').addEventListener('click', () => this.#fullscreen());
    $('#pip').addEventListener('click', () => this.#pictureInPicture());
    $('#pip').hidden = !document.pictureInPictureEnabled;
    video.addEventListener('dblclick', () => this.#fullscreen());
    video.addEventListener('volumechange', () => this.#drawVolume());
    document.addEventListener('fullscreenchange', () => this.#drawFullscreen());
    document.addEventListener('keydown', (event) => this.#key(event));
    video.volume = stored() / 100;
    setButton($('#pip'), 'pip', 'Picture in picture');
    this.#drawVolume();
    this.#drawFullscreen();
  }

  /** The browser plays only without sound: ask for the click that allows it. */
  offerUnmute() {
    $('#unmute').hidden = false;
  }

  show({ active, enabled, playing }) {
    setButton($('#toggle'), active ? 'stop' : 'play', active ? 'Stop' : 'Play');
    $('#toggle').disabled = !enabled;
    $('#pip').disabled = !playing;
    if (!playing) $('#unmute').hidden = true;
  }

  #setMuted(muted) {
    this.#video.muted = muted;
    if (!muted && this.#video.volume === 0) this.#video.volume = 0.5;
    $('#unmute').hidden = true;
  }

  #setVolume(percent) {
    this.#video.volume = percent / 100;
    this.#video.muted = percent === 0;
    $('#unmute').hidden = true;
    try {
      localStorage.setItem(STORE, String(percent));
    } catch {
      // Private windows may refuse storage; the volume is then not remembered.
    }
  }

  #drawVolume() {
    const { muted, volume } = this.#video;
    setButton($('#mute'), muted ? 'volumeOff' : 'volume', muted ? 'Unmute' : 'Mute');
    $('#volume').value = muted ? 0 : Math.round(volume * 100);
  }

  #drawFullscreen() {
    setButton($('#fullscreen'), 'expand', document.fullscreenElement ? 'Leave full screen' : 'Full screen');
  }

  async #fullscreen() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (this.#stage.requestFullscreen) await this.#stage.requestFullscreen();
    else this.#video.webkitEnterFullscreen?.();
  }

  async #pictureInPicture() {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await this.#video.requestPictureInPicture().catch(() => {});
  }

  #key(event) {
    if (event.target.closest('input, select, button, a, pre') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'f') this.#fullscreen();
    if (event.key === 'm') this.#setMuted(!this.#video.muted);
  }
}

function stored() {
  try {
    const value = Number(localStorage.getItem(STORE) ?? 100);
    return value >= 0 && value <= 100 ? value : 100;
  } catch {
    return 100;
  }
}
