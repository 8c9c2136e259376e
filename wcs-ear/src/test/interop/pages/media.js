'use strict';
/* Sources and measurements shared by the test pages. */

const FLASH_SECONDS = 0.12;
const FLASHES = 600;

/**
 * Canvas with red left, blue right and a white bar that wanders; and a tone of `pitchHz`. With
 * `flash` the picture is white and the tone ten times louder for 120 ms once a second; with
 * `flash: 'clock'` the picture follows the wall clock, and the tone does not.
 */
function testStream({ pitchHz = 440, fps = 20, flash = false } = {}) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  window.testCanvas = canvas;
  const pen = canvas.getContext('2d');
  let tick = 0;
  const audio = new AudioContext();
  const draw = () => {
    const { width, height } = canvas;
    tick += 1;
    pen.fillStyle = '#d02020';
    pen.fillRect(0, 0, width / 2, height);
    pen.fillStyle = '#2020d0';
    pen.fillRect(width / 2, 0, width / 2, height);
    pen.fillStyle = '#ffffff';
    pen.fillRect((tick * 7) % width, height * 0.8, width / 16, height * 0.2);
    const time = flash === 'clock' ? Date.now() / 1000 : audio.currentTime;
    if (flash && time % 1 < FLASH_SECONDS) pen.fillRect(0, 0, width, height);
  };
  draw();
  const timer = setInterval(draw, 1000 / fps);
  const stream = canvas.captureStream(fps);
  const tone = new OscillatorNode(audio, { frequency: pitchHz });
  const out = audio.createMediaStreamDestination();
  const volume = new GainNode(audio, { gain: flash ? 0.05 : 0.5 });
  for (let second = 0; flash && second < FLASHES; second += 1) {
    volume.gain.setValueAtTime(0.5, second);
    volume.gain.setValueAtTime(0.05, second + FLASH_SECONDS);
  }
  tone.connect(volume).connect(out);
  tone.start();
  stream.addTrack(out.stream.getAudioTracks()[0]);
  stream.discard = () => {
    clearInterval(timer);
    audio.close();
    stream.getTracks().forEach((track) => track.stop());
  };
  return stream;
}

/** What a picture shows: mean brightness, and the mean colour of both upper halves. */
function lookAt(video) {
  const width = 64;
  const height = 48;
  if (!video.videoWidth) return null;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen.drawImage(video, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  let sum = 0;
  let print = 0;
  for (let at = 0; at < data.length; at += 4) {
    const light = data[at] + data[at + 1] + data[at + 2];
    sum += light;
    print = (Math.imul(print, 31) + (light >> 3)) | 0;
  }
  const colour = (x) => {
    const at = (10 * width + x) * 4;
    return [data[at], data[at + 1], data[at + 2]];
  };
  return { brightness: sum / (width * height * 3), print, left: colour(16), right: colour(48),
    width: video.videoWidth, height: video.videoHeight };
}

/**
 * Watches flashes and beeps for some seconds: how far the sound is behind the picture, median, in
 * milliseconds; null if no two came together.
 *
 * @param {AudioNode} sound what is heard
 */
function syncOf(video, sound, seconds = 6) {
  const flashes = [];
  const beeps = [];
  const ear = new AnalyserNode(sound.context, { fftSize: 256 });
  sound.connect(ear);
  const samples = new Float32Array(ear.fftSize);
  const levels = [];
  let loud = true;
  const listening = setInterval(() => {
    ear.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
    levels.push(level);
    if (levels.length > 400) levels.shift();
    const middle = [...levels].sort((a, b) => a - b)[levels.length >> 1];
    const now = level > 3 * middle && level > 0.001;
    if (now && !loud && levels.length > 100) beeps.push(performance.now());
    loud = now;
  }, 4);
  const pen = Object.assign(document.createElement('canvas'), { width: 16, height: 12 })
      .getContext('2d', { willReadFrequently: true });
  let white = true;
  let watching = true;
  const look = (_, { expectedDisplayTime }) => {
    pen.drawImage(video, 0, 0, 16, 12);
    const { data } = pen.getImageData(0, 0, 16, 12);
    const light = data.reduce((sum, value) => sum + value, 0) / data.length;
    const now = light > 225;
    if (now && !white) flashes.push(expectedDisplayTime);
    white = now;
    if (watching) video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  return new Promise((done) => setTimeout(() => {
    watching = false;
    clearInterval(listening);
    sound.disconnect(ear);
    const gaps = flashes.map((flash) => beeps.map((beep) => beep - flash)
        .filter((gap) => Math.abs(gap) < 500)
        .sort((a, b) => Math.abs(a) - Math.abs(b))[0]).filter((gap) => gap !== undefined)
        .sort((a, b) => a - b);
    done({ offsetMs: gaps.length ? gaps[gaps.length >> 1] : null, flashes: flashes.length,
      beeps: beeps.length });
  }, seconds * 1000));
}

const listeners = new Map();

/** Loudest frequency of a stream's sound at this moment, in Hz; 0 while it is silent. */
function pitchOf(stream) {
  const ear = earOf(stream, (audio) => audio.createMediaStreamSource(stream));
  ear.analyser.getFloatFrequencyData(ear.bins);
  let loudest = 0;
  ear.bins.forEach((level, at) => { if (level > ear.bins[loudest]) loudest = at; });
  if (ear.bins[loudest] < -70) return 0;
  return (loudest * ear.audio.sampleRate) / ear.analyser.fftSize;
}

/** What listens to a thing that sounds; made once. */
function earOf(thing, source) {
  let ear = listeners.get(thing);
  if (!ear) {
    const audio = new AudioContext();
    const analyser = new AnalyserNode(audio, { fftSize: 16384, smoothingTimeConstant: 0.2 });
    const sound = source(audio);
    sound.connect(analyser);
    ear = { audio, sound, analyser, bins: new Float32Array(analyser.frequencyBinCount) };
    listeners.set(thing, ear);
  }
  return ear;
}

/** The figures of a peer connection that tests ask for. */
async function figuresOf(connection) {
  const figures = { state: connection.connectionState, video: null, audio: null, sent: null,
    sentAudio: null, pair: null, transports: 0 };
  const report = await connection.getStats();
  const codec = (entry) => report.get(entry.codecId)?.mimeType;
  report.forEach((entry) => {
    if (entry.type === 'inbound-rtp') {
      figures[entry.kind] = { codec: codec(entry), frames: entry.framesDecoded,
        received: entry.framesReceived, dropped: entry.framesDropped,
        energy: entry.totalAudioEnergy, packets: entry.packetsReceived, bytes: entry.bytesReceived,
        lost: entry.packetsLost, nacks: entry.nackCount, plis: entry.pliCount,
        freezes: entry.freezeCount, frozenSeconds: entry.totalFreezesDuration,
        width: entry.frameWidth, height: entry.frameHeight,
        repaired: entry.retransmittedPacketsReceived, concealed: entry.concealedSamples,
        samples: entry.totalSamplesReceived };
    } else if (entry.type === 'outbound-rtp') {
      figures[entry.kind === 'video' ? 'sent' : 'sentAudio'] = { codec: codec(entry),
        frames: entry.framesEncoded, packets: entry.packetsSent, nacks: entry.nackCount,
        plis: entry.pliCount, repaired: entry.retransmittedPacketsSent,
        target: entry.targetBitrate };
    } else if (entry.type === 'transport' && entry.selectedCandidatePairId) {
      const pair = report.get(entry.selectedCandidatePairId);
      figures.pair = pair && { protocol: report.get(pair.localCandidateId)?.protocol,
        remotePort: report.get(pair.remoteCandidateId)?.port, roundTrip: pair.currentRoundTripTime };
      figures.transports += 1;
      figures.dtls = entry.dtlsState;
      figures.srtp = entry.srtpCipher;
    }
  });
  return figures;
}
