'use strict';
/*
 * Drives the vendor's SDK. Loaded before it, so that the sockets and peer connections which the
 * SDK makes can be watched; the SDK itself is not touched.
 */

/** Every signalling message, both ways: {at, way: 'in'|'out', message, data}. */
const wire = [];
/** Every status and event the SDK told us: {at, key, what, info, ...}. */
const events = [];
const connections = [];
const sessions = new Map();
const streams = new Map();
let initialized = null;

const now = () => performance.timeOrigin + performance.now();

window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener('message', ({ data }) => note('in', data));
  }

  send(text) {
    note('out', text);
    super.send(text);
  }
};

window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...args) {
    super(...args);
    connections.push(this);
  }
};

function note(way, text) {
  if (typeof text !== 'string') return;
  const { message, data } = JSON.parse(text);
  wire.push({ at: now(), way, message, data });
}

/** Changes to the server's answer that a test may ask for. */
const HOOKS = {
  udpPort: (sdp, port) => withoutTcp(sdp).replace(
      /^(a=candidate:\S+ \d+ udp \d+) \S+ \d+ /gim, `$1 127.0.0.1 ${port} `),
  tcpOnly: (sdp) => sdp.replace(/^a=candidate:\S+ \d+ udp .*\r?\n/gim, ''),
  udpOnly: (sdp) => withoutTcp(sdp),
};

function withoutTcp(sdp) {
  return sdp.replace(/^a=candidate:\S+ \d+ tcp .*\r?\n/gim, '');
}

function hookOf(options) {
  const [name, argument] = Object.entries(options.hook || {})[0] || [];
  if (!name) return {};
  return { sdpHook: ({ sdpString }) => HOOKS[name](sdpString, argument) };
}

window.sdk = {
  wire, events,

  async connect(key, url, options = {}) {
    initialized ??= Flashphoner.init({});
    await initialized;
    const { SESSION_STATUS } = Flashphoner.constants;
    const session = Flashphoner.createSession({ urlServer: url, ...options });
    sessions.set(key, session);
    return new Promise((resolve, reject) => {
      for (const status of Object.values(SESSION_STATUS)) {
        session.on(status, (value, extra) => {
          events.push({ at: now(), key, what: status, info: plain(value), extra: plain(extra) });
          if (status === SESSION_STATUS.ESTABLISHED) resolve(plain(extra));
          if (status === SESSION_STATUS.FAILED) reject(new Error('session failed'));
        });
      }
    });
  },

  disconnect(key) {
    sessions.get(key).disconnect();
    sessions.delete(key);
  },

  async publish(key, { session = 'main', source, pitchHz, flash, constraints, ...options }) {
    const wanted = source === 'tone'
      ? { ...constraints, customStream: testStream({ pitchHz, flash }) }
      : constraints || { audio: true, video: { width: 320, height: 240, frameRate: 20 } };
    return begin(key, session, 'publish',
        { ...options, ...hookOf(options), constraints: wanted, cacheLocalResources: false });
  },

  async play(key, { session = 'main', ...options }) {
    return begin(key, session, 'play', { ...options, ...hookOf(options) });
  },

  stop: (key) => streams.get(key).stream.stop(),
  call: (key, method, ...args) => plain(streams.get(key).stream[method](...args)),
  sendData: (key, payload) => sessions.get(key).sendData(payload),

  async available(key, { session = 'main', name }) {
    const stream = sessions.get(session).createStream({ name, display: display(key) });
    try {
      await stream.available();
      return { available: true };
    } catch (refused) {
      return { available: false, info: refused.getInfo?.() };
    }
  },

  async snapshot(key, { session = 'main', name }) {
    const stream = sessions.get(session).createStream({ name, display: display(key) });
    watch(key, stream);
    stream.snapshot();
  },

  figures: (key) => figuresOf(streams.get(key).connection),
  look: (key) => lookAt(videoOf(key)),
  /** What `sync` measures between two peers of this page, with no server in between. */
  async syncOfOurselves(seconds) {
    const source = testStream({ flash: true });
    const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
    from.onicecandidate = ({ candidate }) => to.addIceCandidate(candidate);
    to.onicecandidate = ({ candidate }) => from.addIceCandidate(candidate);
    const video = Object.assign(document.createElement('video'), { autoplay: true, muted: true });
    document.body.append(video);
    const remote = new MediaStream();
    video.srcObject = remote;
    to.ontrack = ({ track }) => remote.addTrack(track);
    source.getTracks().forEach((track) => from.addTrack(track, source));
    await from.setLocalDescription();
    await to.setRemoteDescription(from.localDescription);
    await to.setLocalDescription();
    await from.setRemoteDescription(to.localDescription);
    await new Promise((done) => { video.onplaying = done; });
    const ear = earOf(remote, (audio) => audio.createMediaStreamSource(remote));
    const measured = await syncOf(video, ear.sound, seconds);
    [from, to].forEach((peer) => peer.close());
    source.discard();
    video.remove();
    return measured;
  },

  sync(key, seconds) {
    const video = videoOf(key);
    const ear = earOf(video.srcObject, (audio) => audio.createMediaStreamSource(video.srcObject));
    return syncOf(video, ear.sound, seconds);
  },
  pitch: (key) => pitchOf(videoOf(key).srcObject),
  connection: (key) => streams.get(key).connection,
  id: (key) => streams.get(key).stream.id(),
  localSdp: (key) => streams.get(key).connection.localDescription.sdp,
  remoteSdp: (key) => streams.get(key).connection.remoteDescription?.sdp,

  /** Statuses of a stream in order, each with its info. */
  story: (key) => events.filter((event) => event.key === key && event.status)
      .map(({ what, info }) => (info ? `${what}: ${info}` : what)),
};

function display(key) {
  const id = `display-${key}`;
  let element = document.getElementById(id);
  if (!element) {
    element = Object.assign(document.createElement('div'), { id });
    document.body.append(element);
  }
  return element;
}

const videoOf = (key) => display(key).querySelector('video');

async function begin(key, session, verb, options) {
  const stream = sessions.get(session).createStream({ display: display(key), ...options });
  streams.set(key, { stream, connection: null });
  watch(key, stream);
  const before = connections.length;
  stream[verb]();
  while (connections.length === before && stream.status() !== 'FAILED') {
    await new Promise((done) => setTimeout(done, 5));
  }
  streams.get(key).connection = connections[before];
  return stream.id();
}

function watch(key, stream) {
  const { STREAM_STATUS, STREAM_EVENT } = Flashphoner.constants;
  const tell = (what, rest) => events.push({ at: now(), key, what, ...rest });
  for (const status of Object.values(STREAM_STATUS)) {
    stream.on(status, (s) => tell(status, { status: true, info: s.getInfo() }));
  }
  stream.on(STREAM_EVENT, (event) => tell(STREAM_EVENT, { type: event.type, payload: event.payload }));
  stream.on(Flashphoner.constants.CONNECTION_QUALITY.UPDATE,
      (quality, client, server) => tell('quality', { info: quality, client, server }));
}

function plain(value) {
  try {
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  } catch {
    return String(value);
  }
}
