/**
 * WCS browser client: publish and play live streams over WebRTC.
 *
 * One file, no dependencies, no build step. Speaks the WebSocket signalling of WCS: text frames
 * `{"message": name, "data": [argument]}`, the client always offers, ICE candidates of the server
 * come in its answer, and nothing is trickled or renegotiated.
 *
 * @example
 * import { connect } from '/client/wcs.js';
 * const session = await connect();
 * await session.publish({ name: 'studio', media: { audio: true, video: true } });
 * await session.play({ name: 'studio', video: document.querySelector('video') });
 *
 * @module wcs
 */

/** Ports used when the server's `/status` cannot be read. */
const DEFAULT_PORTS = { ws: 8080, wss: 8443 };
/** How long `stop()` waits for the server to confirm, in milliseconds. */
const STOP_CONFIRM_MS = 5000;
/** Statuses after which a stream is over. */
const TERMINAL = new Set(['FAILED', 'STOPPED', 'UNPUBLISHED']);

/** A refusal by the server or the network; `message` is the text the server gave. */
export class WcsError extends Error {
  /**
   * @param {string} info text of the server, for example `Stream not found`
   * @param {string} [status] status that came with it, for example `FAILED`
   */
  constructor(info, status = 'FAILED') {
    super(info);
    this.name = 'WcsError';
    /** @type {string} */
    this.info = info;
    /** @type {string} */
    this.status = status;
  }
}

/**
 * Finds the signalling address of the server this file was loaded from: `ws://host:8080` for pages
 * on http and `wss://host:8443` for pages on https; the ports come from `/status` if it tells them.
 *
 * @returns {Promise<string>} WebSocket URL
 */
export async function defaultUrl() {
  const own = new URL(import.meta.url);
  const served = own.protocol === 'http:' || own.protocol === 'https:';
  const host = served ? own.hostname : location.hostname;
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  let ports = {};
  try {
    const options = { cache: 'no-store', signal: timeoutSignal(3000) };
    const answer = await fetch(new URL('../status', own), options);
    ports = (answer.ok && (await answer.json()).ports) || {};
  } catch {
    // An unreachable or foreign /status only means that the standard ports are tried.
  }
  return `${scheme}://${host}:${ports[scheme] || DEFAULT_PORTS[scheme]}`;
}

/**
 * @typedef {object} ConnectOptions
 * @property {string} [url] signalling address, used verbatim; default {@link defaultUrl}
 * @property {string} [appKey] application on the server; default `defaultApp`
 * @property {*} [custom] anything JSON, handed to the server's connect hook (logins, tokens)
 * @property {RTCIceServer[]} [iceServers] STUN/TURN servers; none are needed normally
 * @property {number} [timeoutMs] give up connecting after this time; default 10000
 */

/**
 * Opens a signalling session.
 *
 * @param {ConnectOptions} [options]
 * @returns {Promise<Session>} settles when the server has accepted the session
 * @throws {WcsError} when the server refuses (with its text) or cannot be reached
 */
export async function connect(options = {}) {
  const session = new Session(options.url || (await defaultUrl()), options);
  await session.opened;
  return session;
}

/**
 * A signalling connection. Create it with {@link connect}.
 *
 * Events (all `CustomEvent`):
 * - `data` - the server pushed application data; `detail` is the payload
 * - `warning` - the server refused something not tied to one stream; `detail` is its object
 * - `close` - the connection ended; `detail.info` says why; every stream has failed by then
 */
export class Session extends EventTarget {
  #socket;
  #streams = new Map();
  #answers = new Map();
  #open = deferred();
  #established = false;
  #refusal = '';
  #heardAt = 0;
  #watchdog = 0;
  #timeout = 0;

  /**
   * @param {string} url signalling address
   * @param {ConnectOptions} options
   */
  constructor(url, options = {}) {
    super();
    /** Signalling address in use. @type {string} */
    this.url = url;
    /** @type {RTCIceServer[]} */
    this.iceServers = options.iceServers || [];
    /** Token the server gave this session. @type {string} */
    this.authToken = '';
    /** Version text of the server. @type {string} */
    this.serverVersion = '';
    /** What the server echoed on connect. @type {object} */
    this.userData = {};
    this.#connect(options);
  }

  /** Settles once the server has accepted or refused the session. @type {Promise<void>} */
  get opened() {
    return this.#open.promise;
  }

  /** True between acceptance and close. @type {boolean} */
  get connected() {
    return this.#established;
  }

  /** Streams that have not ended yet. @type {Stream[]} */
  get streams() {
    return [...this.#streams.values()];
  }

  /**
   * @typedef {object} PublishOptions
   * @property {string} name stream name, unique on the server
   * @property {MediaStreamConstraints} [media] what to capture; default camera and microphone.
   *     Captured tracks are stopped when the publication ends
   * @property {MediaStream} [stream] a stream you own, instead of `media`; it is left running
   * @property {number} [maxBitrateKbps] upper bound of the video bitrate
   * @property {number} [minBitrateKbps] lower bound of the video bitrate
   * @property {number} [audioBitrateKbps] upper bound of the audio bitrate
   * @property {string|string[]} [videoCodec] preferred codecs in order, for example `H264`
   * @property {string|string[]} [audioCodec] preferred codecs in order, for example `opus`
   * @property {'UDP'|'TCP'} [transport] media transport to ask for; default the server's choice
   * @property {boolean} [record] ask the server to record
   * @property {*} [custom] anything JSON, handed to the server's publish hook
   * @property {AbortSignal} [signal] aborting it stops the publication, also while it starts
   * @property {number} [timeoutMs] give up when nothing was decided by then; default 30000
   */

  /**
   * Publishes captured media.
   *
   * @param {PublishOptions} options
   * @returns {Promise<Publication>} settles when the server reports `PUBLISHING`
   * @throws {WcsError} with the server's text, for example `Stream name is already in use`
   * @throws {DOMException} from `getUserMedia`, for example `NotAllowedError`
   */
  async publish(options) {
    return this.#start(new Publication(this, options), options);
  }

  /**
   * @typedef {object} PlayOptions
   * @property {string} name stream to play
   * @property {HTMLMediaElement} [video] element to show it in
   * @property {{audio?: boolean, video?: boolean}} [receive] kinds wanted; default both
   * @property {string|string[]} [videoCodec] preferred codecs in order
   * @property {string|string[]} [audioCodec] preferred codecs in order
   * @property {'UDP'|'TCP'} [transport] media transport to ask for
   * @property {number} [width] ask the server to scale to this width; 0 leaves it as it is
   * @property {number} [height] ask the server to scale to this height
   * @property {number} [bitrateKbps] ask the server to transcode to this bitrate
   * @property {number} [playoutDelayMs] playout buffer to aim for
   * @property {*} [custom] anything JSON, handed to the server's play hook
   * @property {AbortSignal} [signal] aborting it stops playback, also while it starts
   * @property {number} [timeoutMs] give up when nothing was decided by then; default 30000
   */

  /**
   * Plays a stream.
   *
   * @param {PlayOptions} options
   * @returns {Promise<Playback>} settles when the server reports `PLAYING`
   * @throws {WcsError} with the server's text, for example `Stream not found`
   */
  async play(options) {
    return this.#start(new Playback(this, options), options);
  }

  /**
   * Sends application data to the server.
   *
   * @param {*} payload anything JSON
   * @returns {Promise<object>} the server's acceptance
   * @throws {WcsError} when the server does not accept it
   */
  async sendData(payload) {
    const operationId = uniqueId();
    const answer = await this.#ask(operationId, 'sendData', { operationId, payload });
    if (answer.status !== 'ACCEPTED') throw new WcsError(answer.info || 'Data not accepted');
    return answer;
  }

  /**
   * Asks whether a stream can be played now.
   *
   * @param {string} name
   * @returns {Promise<{available: boolean, info: string}>}
   */
  async available(name) {
    const id = uniqueId();
    const answer = await this.#ask(id, 'availableStream', { mediaSessionId: id, name });
    return { available: String(answer.status) === 'true', info: answer.info || '' };
  }

  /** Ends the session and everything in it. */
  close() {
    this.#refusal ||= 'Closed by the client';
    this.#socket.close();
    this.#closed();
  }

  /**
   * Sends one raw signalling message; for messages this client has no method for.
   *
   * @param {string} message
   * @param {*} [argument]
   */
  send(message, argument = null) {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify({ message, data: [argument] }));
  }

  #connect(options) {
    this.#open.promise.catch(() => {});
    this.#socket = new WebSocket(this.url);
    this.#timeout = setTimeout(() => {
      this.#refusal = 'The server did not answer in time';
      this.#socket.close();
      this.#closed();
    }, options.timeoutMs || 10000);
    this.#socket.onopen = () => this.send('connection', {
      appKey: options.appKey || 'defaultApp',
      mediaProviders: ['WebRTC'],
      clientVersion: '2.0',
      clientOSVersion: navigator.appVersion,
      clientBrowserVersion: navigator.userAgent,
      custom: options.custom,
    });
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = () => this.#closed();
  }

  async #start(stream, options) {
    if (!this.#established) throw new WcsError('The session is closed');
    if (!options.name) throw new WcsError('A stream name is needed');
    this.#streams.set(stream.id, stream);
    stream.addEventListener('close', () => this.#streams.delete(stream.id), { once: true });
    return stream.start();
  }

  #ask(id, message, argument) {
    if (!this.#established) return Promise.reject(new WcsError('The session is closed'));
    const answer = deferred();
    this.#answers.set(id, answer);
    this.send(message, argument);
    return answer.promise;
  }

  #answer(id, detail) {
    this.#answers.get(id)?.resolve(detail);
    this.#answers.delete(id);
  }

  #receive(text) {
    this.#heardAt = Date.now();
    if (typeof text !== 'string') return;
    let envelope;
    try {
      envelope = JSON.parse(text);
    } catch {
      return;
    }
    const data = Array.isArray(envelope?.data) ? envelope.data : [];
    const detail = data[0] && typeof data[0] === 'object' ? data[0] : {};
    const stream = this.#streams.get(detail.mediaSessionId);
    switch (envelope?.message) {
      case 'ping': return this.#ping();
      case 'getUserData': return this.#accepted(detail);
      case 'getVersion': this.serverVersion = String(data[0] || ''); return undefined;
      case 'setRemoteSDP': return this.#streams.get(data[0])?.remote(data[1]);
      case 'notifyStreamStatusEvent': return stream?.report(detail);
      case 'notifyStreamEvent': return stream?.notify(detail);
      case 'inboundVideoRate':
      case 'outboundVideoRate': return stream?.rate(detail);
      case 'availableStream': return this.#answer(detail.id, detail);
      case 'DataStatusEvent': return this.#answer(detail.operationId, detail);
      case 'OnDataEvent': return emit(this, 'data', detail.payload);
      case 'fail': return this.#failed(detail);
      default: return undefined;
    }
  }

  #ping() {
    this.send('pong');
    // Only a server that pings at all can be missed when it falls silent.
    this.#watchdog ||= setInterval(() => {
      if (Date.now() - this.#heardAt < 30000) return;
      this.#refusal = 'The server fell silent';
      this.#socket.close();
      this.#closed();
    }, 5000);
  }

  #accepted(userData) {
    clearTimeout(this.#timeout);
    this.userData = userData;
    this.authToken = userData.authToken || '';
    this.#established = true;
    this.#open.resolve();
  }

  #failed(detail) {
    const { apiMethod, id, info = 'Failed by error' } = detail;
    if (apiMethod === 'StreamStatusEvent' && this.#streams.has(id)) {
      this.#streams.get(id).report({ ...detail, status: 'FAILED' });
    } else if (this.#answers.has(id)) {
      this.#answer(id, { ...detail, status: 'FAILED' });
    } else {
      if (!this.#established) this.#refusal = info;
      emit(this, 'warning', detail);
    }
  }

  #closed() {
    clearTimeout(this.#timeout);
    clearInterval(this.#watchdog);
    const info = this.#refusal
        || (this.#established ? 'Connection to the server lost' : `No connection to ${this.url}`);
    this.#open.reject(new WcsError(info));
    for (const answer of this.#answers.values()) answer.reject(new WcsError(info));
    this.#answers.clear();
    for (const stream of this.streams) stream.report({ status: 'FAILED', info });
    if (this.#established) {
      this.#established = false;
      emit(this, 'close', { info });
    }
  }
}

/**
 * A stream being published or played; see {@link Publication} and {@link Playback}.
 *
 * Events (all `CustomEvent`):
 * - `status` - `detail` is the server's object with `status` and `info`
 * - `event` - the server relayed a stream event; `detail` is `{type, payload}` with type
 *   `audioMuted`, `audioUnmuted`, `videoMuted`, `videoUnmuted`, `resize`, `data`, ...
 * - `rate` - once a second; `detail` has `videoRate` in bit/s and may have `fps`, `width`,
 *   `height`, `lostPackets`, `nack`, `pli`
 * - `close` - the stream is over; `detail` is `{status, info}`
 */
export class Stream extends EventTarget {
  #started = deferred();
  #ended = deferred();
  #applied = Promise.resolve();
  #previous = new Map();
  #stopping = null;

  constructor(session, options) {
    super();
    /** @type {Session} */
    this.session = session;
    /** Media session id. @type {string} */
    this.id = uniqueId();
    /** @type {string} */
    this.name = options.name;
    this.options = options;
    /** NEW, PENDING, PUBLISHING, PLAYING, UNPUBLISHED, STOPPED or FAILED. @type {string} */
    this.status = 'NEW';
    /** Last text of the server about this stream. @type {string} */
    this.info = '';
    /** Media sent or received. @type {MediaStream|null} */
    this.media = null;
    /** @type {RTCPeerConnection|null} */
    this.pc = null;
  }

  /** True when the stream is over. @type {boolean} */
  get ended() {
    return TERMINAL.has(this.status);
  }

  /**
   * Stops the stream; harmless when it is already over.
   *
   * @returns {Promise<void>} settles when the server has confirmed
   */
  stop() {
    this.#stopping ||= this.#stop();
    return this.#stopping;
  }

  /**
   * Measures the media connection; rates cover the time since the previous call.
   *
   * @returns {Promise<StreamStats>}
   */
  async stats() {
    if (!this.pc || this.pc.signalingState === 'closed') return {};
    return summarize(await this.pc.getStats(), this.#previous);
  }

  /** Runs the offer/answer exchange. Called by the session. */
  async start() {
    const { signal, timeoutMs = 30000 } = this.options;
    const timer = setTimeout(() => {
      if (this.status === 'PENDING') this.#giveUp('No answer from the server');
    }, timeoutMs);
    this.#started.promise.catch(() => {});
    try {
      if (signal?.aborted) throw new WcsError('Stopped by user');
      signal?.addEventListener('abort', () => (
        this.status === 'PENDING' ? this.#giveUp('Stopped by user') : this.stop()));
      await this.capture();
      if (this.ended || signal?.aborted) throw new WcsError(this.info || 'Stopped by user');
      const sdp = await this.#offer();
      this.status = 'PENDING';
      emit(this, 'status', { mediaSessionId: this.id, status: 'PENDING', info: '' });
      this.session.send(this.verbs.start, this.request(sdp));
      await this.#started.promise;
      return this;
    } catch (error) {
      this.report({ status: 'FAILED', info: error.message });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Applies the server's answer. Called by the session. */
  remote(sdp) {
    const answer = { type: 'answer', sdp: this.tune(String(sdp)) };
    this.#applied = this.pc?.setRemoteDescription(answer) ?? Promise.resolve();
    this.#applied.catch((error) => this.#giveUp(error.message));
  }

  /** Takes a status of the server. Called by the session. */
  report(detail) {
    if (this.ended || !detail.status) return;
    this.status = detail.status;
    if (detail.info) this.info = detail.info;
    this.remember(detail);
    emit(this, 'status', detail);
    if (this.status === this.verbs.running) {
      this.#applied.then(() => this.#started.resolve(), () => {});
    } else if (this.ended) {
      this.#started.reject(new WcsError(this.info || 'Failed by error', this.status));
      this.#release();
      this.#ended.resolve();
      emit(this, 'close', { status: this.status, info: this.info });
    }
  }

  /** Takes a relayed stream event. Called by the session. */
  notify(detail) {
    this.remember(detail);
    emit(this, 'event', { type: detail.type, payload: detail.payload });
  }

  /** Takes a rate report. Called by the session. */
  rate(detail) {
    emit(this, 'rate', detail);
  }

  /** Gets the media ready; nothing to do unless a subclass has media of its own. */
  async capture() {}

  /** Adapts the answer before it is applied. */
  tune(sdp) {
    return sdp;
  }

  /** Keeps state the server tells in passing. */
  remember() {}

  /** Frees what a subclass holds. */
  release() {}

  async #offer() {
    this.pc = new RTCPeerConnection({
      iceServers: this.session.iceServers, bundlePolicy: 'max-compat',
    });
    this.pc.onconnectionstatechange = () => {
      if (this.pc.connectionState === 'failed') this.#giveUp('Failed by ICE error');
    };
    this.transceivers(this.pc);
    const offer = await this.pc.createOffer();
    await this.pc.setLocalDescription(offer);
    return offer.sdp;
  }

  async #stop() {
    if (this.status === 'PENDING') await this.#started.promise.catch(() => {});
    if (this.ended) return;
    if (this.status === 'NEW') {
      this.report({ status: 'FAILED', info: 'Stopped by user' });
      return;
    }
    this.#sendStop();
    this.#release();
    const timer = setTimeout(
        () => this.report({ status: this.verbs.stopped, info: 'Stopped by user' }),
        STOP_CONFIRM_MS);
    await this.#ended.promise;
    clearTimeout(timer);
  }

  #giveUp(info) {
    if (this.ended) return;
    this.#sendStop();
    this.report({ status: 'FAILED', info });
  }

  #sendStop() {
    this.session.send(this.verbs.stop, {
      mediaSessionId: this.id, name: this.name, published: this.verbs.published,
      hasVideo: true, hasAudio: true, status: this.status, record: false,
    });
  }

  #release() {
    if (this.pc) {
      this.pc.onconnectionstatechange = null;
      this.pc.close();
    }
    this.release();
  }
}

/** A stream this page publishes. Create it with {@link Session#publish}. */
export class Publication extends Stream {
  verbs = {
    start: 'publishStream', stop: 'unPublishStream', running: 'PUBLISHING',
    stopped: 'UNPUBLISHED', published: true,
  };

  #owned = false;

  /**
   * Mutes or unmutes a kind and tells the viewers.
   *
   * @param {'audio'|'video'} kind
   * @param {boolean} muted
   */
  setMuted(kind, muted) {
    for (const track of this.media.getTracks()) {
      if (track.kind === kind) track.enabled = !muted;
    }
    this.sendEvent(`${kind}${muted ? 'Muted' : 'Unmuted'}`);
  }

  /**
   * Sends application data to everyone who plays this stream (their `event` of type `data`).
   *
   * @param {object} payload anything JSON
   */
  sendData(payload) {
    this.sendEvent('data', payload);
  }

  /** Sends a stream event. @param {string} type @param {object} [payload] */
  sendEvent(type, payload) {
    this.session.send('sendStreamEvent', { mediaSessionId: this.id, type, payload });
  }

  /**
   * Swaps the camera, microphone or screen without interrupting the stream.
   *
   * @param {MediaStreamTrack} track new track; it replaces the one of its kind
   */
  async replaceTrack(track) {
    const sender = this.pc.getSenders().find((one) => one.track?.kind === track.kind);
    if (!sender) throw new WcsError(`The stream has no ${track.kind}`);
    const old = sender.track;
    await sender.replaceTrack(track);
    this.media.removeTrack(old);
    this.media.addTrack(track);
    if (this.#owned) old.stop();
  }

  async capture() {
    const { stream, media } = this.options;
    this.#owned = !stream;
    if (!stream && !navigator.mediaDevices) {
      throw new WcsError('Camera and microphone need https or localhost');
    }
    this.media = stream
        || (await navigator.mediaDevices.getUserMedia(media || { audio: true, video: true }));
    if (this.ended) this.release();
  }

  transceivers(pc) {
    const { maxBitrateKbps, audioBitrateKbps, videoCodec, audioCodec } = this.options;
    const kinds = [
      ['audio', audioBitrateKbps, audioCodec], ['video', maxBitrateKbps, videoCodec],
    ];
    for (const [kind, limitKbps, codec] of kinds) {
      const track = this.media.getTracks().find((one) => one.kind === kind);
      if (!track) continue;
      const transceiver = pc.addTransceiver(track, {
        direction: 'sendonly',
        streams: [this.media],
        sendEncodings: limitKbps ? [{ maxBitrate: limitKbps * 1000 }] : [],
      });
      prefer(transceiver, codec, RTCRtpSender.getCapabilities(kind));
    }
  }

  request(sdp) {
    const { options, media } = this;
    return {
      mediaSessionId: this.id,
      name: this.name,
      published: true,
      hasVideo: media.getVideoTracks().length > 0,
      hasAudio: media.getAudioTracks().length > 0,
      status: 'PENDING',
      record: options.record === true,
      mediaProvider: 'WebRTC',
      sdp,
      custom: options.custom,
      bitrate: 0,
      minBitrate: options.minBitrateKbps || 0,
      maxBitrate: options.maxBitrateKbps || 0,
      constraints: options.media,
      transport: options.transport,
    };
  }

  /** Chromium takes bitrate bounds for its estimator from `x-google-*` in the answer. */
  tune(sdp) {
    const { minBitrateKbps: min, maxBitrateKbps: max } = this.options;
    const bounds = [];
    if (min) bounds.push(`x-google-min-bitrate=${min}`);
    if (max) bounds.push(`x-google-max-bitrate=${max}`);
    return bounds.length ? withVideoParameters(sdp, bounds.join(';')) : sdp;
  }

  release() {
    if (this.#owned) this.media?.getTracks().forEach((track) => track.stop());
  }
}

/**
 * A stream this page plays. Create it with {@link Session#play}.
 *
 * One more event: `unmute` - the browser allowed playback only without sound, and the element is
 * muted; unmute it on the next click of the user.
 */
export class Playback extends Stream {
  verbs = {
    start: 'playStream', stop: 'stopStream', running: 'PLAYING', stopped: 'STOPPED',
    published: false,
  };

  /** What the publisher has muted. @type {{audio: boolean, video: boolean}} */
  publisherMuted = { audio: false, video: false };

  /** True once the browser has allowed playback only without sound. @type {boolean} */
  unmuteNeeded = false;

  transceivers(pc) {
    const { receive = {}, audioCodec, videoCodec, playoutDelayMs } = this.options;
    this.media = new MediaStream();
    pc.ontrack = ({ track, receiver }) => {
      if (playoutDelayMs) receiver.jitterBufferTarget = playoutDelayMs;
      this.media.addTrack(track);
      this.#show();
    };
    for (const [kind, codec] of [['audio', audioCodec], ['video', videoCodec]]) {
      if (receive[kind] === false) continue;
      const transceiver = pc.addTransceiver(kind, { direction: 'recvonly' });
      prefer(transceiver, codec, RTCRtpReceiver.getCapabilities(kind));
    }
  }

  request(sdp) {
    const { options } = this;
    const { receive = {} } = options;
    return {
      mediaSessionId: this.id,
      name: this.name,
      published: false,
      hasVideo: true,
      hasAudio: true,
      status: 'PENDING',
      record: false,
      width: options.width || 0,
      height: options.height || 0,
      mediaProvider: 'WebRTC',
      sdp,
      custom: options.custom,
      bitrate: options.bitrateKbps || 0,
      minBitrate: 0,
      maxBitrate: 0,
      quality: 0,
      constraints: { audio: receive.audio !== false, video: receive.video !== false },
      transport: options.transport,
    };
  }

  remember({ type = '', audioState, videoState }) {
    const change = /^(audio|video)(Muted|Unmuted)$/.exec(type);
    if (change) this.publisherMuted[change[1]] = change[2] === 'Muted';
    if (audioState !== undefined) this.publisherMuted.audio = isMuted(audioState);
    if (videoState !== undefined) this.publisherMuted.video = isMuted(videoState);
  }

  release() {
    const { video } = this.options;
    if (video && video.srcObject === this.media) video.srcObject = null;
  }

  async #show() {
    const { video } = this.options;
    if (!video || video.srcObject === this.media) return;
    video.srcObject = this.media;
    video.playsInline = true;
    try {
      await video.play();
    } catch (error) {
      if (error.name !== 'NotAllowedError' || video.muted) return;
      video.muted = true;
      this.unmuteNeeded = true;
      emit(this, 'unmute', {});
      await video.play().catch(() => {});
    }
  }
}

/** @param {string|{muted?: boolean}} state mute state as servers write it */
function isMuted(state) {
  return typeof state === 'string' ? /muted$/i.test(state) && !/unmuted$/i.test(state)
      : state?.muted === true;
}

/** Puts the preferred codecs first; what the browser does not know is skipped. */
function prefer(transceiver, wanted, capabilities) {
  const names = [wanted || []].flat().map((name) => name.toLowerCase());
  if (!names.length || !capabilities || !transceiver.setCodecPreferences) return;
  const rank = ({ mimeType }) => {
    const at = names.indexOf(mimeType.split('/')[1].toLowerCase());
    return at < 0 ? names.length : at;
  };
  transceiver.setCodecPreferences([...capabilities.codecs].sort((a, b) => rank(a) - rank(b)));
}

/** Adds parameters to the format line of every video codec in an SDP. */
function withVideoParameters(sdp, parameters) {
  const [head, ...tail] = sdp.split(/(?=^m=video )/m);
  const video = tail.map((section) => {
    const codecs = section.matchAll(/^a=rtpmap:(\d+) (?:VP8|VP9|H264|H265|AV1)\//gim);
    let text = section;
    for (const [line, format] of codecs) {
      const present = new RegExp(`^a=fmtp:${format} [^\\r\\n]*`, 'm');
      text = present.test(text) ? text.replace(present, `$&;${parameters}`)
          : text.replace(new RegExp(`^${line}[^\\r\\n]*`, 'm'),
              `$&\r\na=fmtp:${format} ${parameters}`);
    }
    return text;
  });
  return [head, ...video].join('');
}

/**
 * @typedef {object} StreamStats
 * @property {number} [bitrateBps] media bit/s in both kinds
 * @property {number} [videoBitrateBps]
 * @property {number} [audioBitrateBps]
 * @property {number} [fps]
 * @property {number} [width]
 * @property {number} [height]
 * @property {string} [videoCodec] for example `VP8`
 * @property {string} [audioCodec] for example `opus`
 * @property {number} [rttMs] round trip to the server
 * @property {number} [lossPercent] packets lost of those expected
 * @property {number} [packetsLost] since the start
 * @property {number} [jitterMs] of received video
 * @property {number} [freezes] picture freezes of received video
 * @property {number} [framesDecoded] of received video
 * @property {string} [limitedBy] what limits sent video: `bandwidth`, `cpu` or `none`
 * @property {string} [transport] `udp` or `tcp`
 */

/** Boils a stats report down to {@link StreamStats}; `previous` keeps the last counters. */
function summarize(report, previous) {
  const stats = { bitrateBps: 0 };
  const count = { lost: 0, total: 0, lostNow: 0, totalNow: 0 };
  for (const entry of report.values()) {
    if (entry.type === 'outbound-rtp' || entry.type === 'inbound-rtp') {
      addRtp(stats, entry, report, previous);
    }
    if (entry.type === 'inbound-rtp') {
      addLoss(count, entry, entry.packetsLost, entry.packetsReceived, previous);
      if (entry.kind === 'video') addReceived(stats, entry);
    } else if (entry.type === 'remote-inbound-rtp') {
      const sent = report.get(entry.localId)?.packetsSent || 0;
      addLoss(count, entry, entry.packetsLost, sent - (entry.packetsLost || 0), previous);
      if (entry.roundTripTime !== undefined) stats.rttMs ??= entry.roundTripTime * 1000;
    } else if (entry.type === 'candidate-pair' && entry.nominated) {
      addPair(stats, entry, report);
    }
  }
  stats.packetsLost = count.lost;
  stats.lossPercent = count.totalNow > 0 ? (100 * count.lostNow) / count.totalNow : 0;
  for (const entry of report.values()) previous.set(entry.id, entry);
  return stats;
}

function addRtp(stats, entry, report, previous) {
  const sent = entry.type === 'outbound-rtp';
  const bytes = sent ? entry.bytesSent : entry.bytesReceived;
  const before = previous.get(entry.id);
  const seconds = before ? (entry.timestamp - before.timestamp) / 1000 : 0;
  const past = sent ? before?.bytesSent : before?.bytesReceived;
  const bitsPerSecond = seconds > 0 ? Math.max(0, ((bytes - past) * 8) / seconds) : 0;
  stats.bitrateBps += bitsPerSecond;
  stats[`${entry.kind}BitrateBps`] = (stats[`${entry.kind}BitrateBps`] || 0) + bitsPerSecond;
  const codec = report.get(entry.codecId)?.mimeType?.split('/')[1];
  if (codec) stats[`${entry.kind}Codec`] = codec;
  if (entry.kind !== 'video') return;
  stats.fps = entry.framesPerSecond || 0;
  stats.width = entry.frameWidth;
  stats.height = entry.frameHeight;
  if (sent) stats.limitedBy = entry.qualityLimitationReason;
}

function addReceived(stats, entry) {
  stats.jitterMs = (entry.jitter || 0) * 1000;
  stats.freezes = entry.freezeCount || 0;
  stats.framesDecoded = entry.framesDecoded || 0;
}

function addLoss(count, entry, lost = 0, arrived = 0, previous) {
  const before = previous.get(`loss-${entry.id}`) || { lost: 0, total: 0 };
  const now = { lost: Math.max(0, lost), total: Math.max(0, lost) + Math.max(0, arrived) };
  count.lost += now.lost;
  count.total += now.total;
  count.lostNow += Math.max(0, now.lost - before.lost);
  count.totalNow += Math.max(0, now.total - before.total);
  previous.set(`loss-${entry.id}`, now);
}

function addPair(stats, pair, report) {
  if (pair.currentRoundTripTime !== undefined) stats.rttMs = pair.currentRoundTripTime * 1000;
  stats.transport = report.get(pair.localCandidateId)?.protocol || stats.transport;
}

function emit(target, type, detail) {
  target.dispatchEvent(new CustomEvent(type, { detail }));
}

function deferred() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}

/** A random UUID; `crypto.randomUUID` is missing on plain http. */
function uniqueId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function timeoutSignal(milliseconds) {
  return AbortSignal.timeout ? AbortSignal.timeout(milliseconds) : undefined;
}
