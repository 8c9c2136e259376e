'use strict';
/* Sources and measurements shared by the test pages. */

/** Canvas with red left, blue right and a white bar that wanders; and a tone of `pitchHz`. */
function testStream({ pitchHz = 440, fps = 20 } = {}) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  window.testCanvas = canvas;
  const pen = canvas.getContext('2d');
  let tick = 0;
  const draw = () => {
    const { width, height } = canvas;
    tick += 1;
    pen.fillStyle = '#d02020';
    pen.fillRect(0, 0, width / 2, height);
    pen.fillStyle = '#2020d0';
    pen.fillRect(width / 2, 0, width / 2, height);
    pen.fillStyle = '#ffffff';
    pen.fillRect((tick * 7) % width, height * 0.8, width / 16, height * 0.2);
  };
  draw();
  const timer = setInterval(draw, 1000 / fps);
  const stream = canvas.captureStream(fps);
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { frequency: pitchHz });
  const out = audio.createMediaStreamDestination();
  tone.connect(new GainNode(audio, { gain: 0.5 })).connect(out);
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

const listeners = new Map();

/** Loudest frequency of a stream's sound at this moment, in Hz; 0 while it is silent. */
function pitchOf(stream) {
  let ear = listeners.get(stream);
  if (!ear) {
    const audio = new AudioContext();
    const analyser = new AnalyserNode(audio, { fftSize: 16384, smoothingTimeConstant: 0.2 });
    audio.createMediaStreamSource(stream).connect(analyser);
    ear = { audio, analyser, bins: new Float32Array(analyser.frequencyBinCount) };
    listeners.set(stream, ear);
  }
  ear.analyser.getFloatFrequencyData(ear.bins);
  let loudest = 0;
  ear.bins.forEach((level, at) => { if (level > ear.bins[loudest]) loudest = at; });
  if (ear.bins[loudest] < -70) return 0;
  return (loudest * ear.audio.sampleRate) / ear.analyser.fftSize;
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
