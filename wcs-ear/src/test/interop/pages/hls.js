'use strict';
/* Plays HLS with hls.js, with Shaka and with what the browser has itself. */

const players = new Map();

function elementOf(key) {
  const video = Object.assign(document.createElement('video'),
      { id: key, autoplay: true, crossOrigin: 'anonymous', playsInline: true });
  document.body.append(video);
  return video;
}

const START = {
  async hlsjs(video, url, { lowLatency = false }) {
    const player = new Hls({ lowLatencyMode: lowLatency, enableWorker: false });
    const faults = [];
    player.on(Hls.Events.ERROR, (_, { fatal, type, details }) => {
      faults.push(`${fatal ? 'fatal ' : ''}${type} ${details}`);
    });
    player.loadSource(url);
    player.attachMedia(video);
    return { faults, latency: () => player.latency, levels: () => player.levels,
      stop: () => player.destroy() };
  },

  async shaka(video, url, { lowLatency = false }) {
    shaka.polyfill.installAll();
    const player = new shaka.Player();
    const faults = [];
    player.addEventListener('error', ({ detail }) => faults.push(`${detail.code} ${detail.data}`));
    await player.attach(video);
    player.configure({ streaming: { lowLatencyMode: lowLatency } });
    player.load(url).catch((error) => faults.push(`fatal ${error.code} ${error.data} ${error.message}`));
    return { faults, latency: () => player.getStats().liveLatency,
      levels: () => player.getVariantTracks(), stop: () => player.destroy() };
  },

  async native(video, url) {
    const faults = [];
    video.addEventListener('error', () => faults.push(`fatal ${video.error.message}`));
    video.src = url;
    return { faults, latency: () => NaN, levels: () => [],
      stop: () => { video.removeAttribute('src'); video.load(); } };
  },
};

function earOfElement(video) {
  return earOf(video, (audio) => audio.createMediaElementSource(video));
}

window.hls = {
  async start(key, kind, url, options = {}) {
    const video = elementOf(key);
    players.set(key, { video, ...await START[kind](video, url, options) });
    await video.play().catch(() => {});
  },

  figures(key) {
    const { video, faults, latency } = players.get(key);
    const { totalVideoFrames, droppedVideoFrames } = video.getVideoPlaybackQuality();
    return { frames: totalVideoFrames, dropped: droppedVideoFrames, time: video.currentTime,
      width: video.videoWidth, height: video.videoHeight, faults, latency: latency(),
      ready: video.readyState, paused: video.paused };
  },

  levels: (key) => JSON.parse(JSON.stringify(players.get(key).levels(), ['width', 'height', 'codecs',
    'videoCodec', 'audioCodec', 'bitrate', 'frameRate', 'bandwidth'])),
  look: (key) => lookAt(players.get(key).video),

  pitch(key) {
    const { video } = players.get(key);
    earOfElement(video);
    return pitchOf(video);
  },

  sync(key, seconds) {
    const { video } = players.get(key);
    return syncOf(video, earOfElement(video).sound, seconds);
  },

  async stop(key) {
    const { video, stop } = players.get(key);
    await stop();
    video.remove();
    players.delete(key);
  },
};
