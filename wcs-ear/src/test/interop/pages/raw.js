'use strict';
/* Peer connections without any SDK, for offers that the SDK would never make. */

const peers = new Map();

const EDITS = {
  /** One transport per medium: the bundle is not offered. */
  unbundled: (sdp) => sdp.replace(/^a=group:BUNDLE.*\r\n/m, ''),
  /** Somebody else's certificate. */
  wrongFingerprint: (sdp) => sdp.replace(/^(a=fingerprint:sha-256 )(..)/gm,
      (_, head, first) => head + (first === 'AA' ? 'AB' : 'AA')),
};

window.raw = {
  /** Makes an offer to publish the test picture and tone, or to receive. */
  async offer(key, { publish = false, edit, audio = true, video = true, config = {} } = {}) {
    const connection = new RTCPeerConnection(config);
    const element = Object.assign(document.createElement('video'), { autoplay: true });
    const peer = { connection, element, stream: publish ? testStream() : new MediaStream() };
    peers.set(key, peer);
    document.body.append(element);
    connection.ontrack = ({ track }) => {
      peer.stream.addTrack(track);
      element.srcObject = peer.stream;
    };
    if (publish) peer.stream.getTracks().forEach((track) => connection.addTrack(track, peer.stream));
    if (!publish && audio) connection.addTransceiver('audio', { direction: 'recvonly' });
    if (!publish && video) connection.addTransceiver('video', { direction: 'recvonly' });
    await connection.setLocalDescription();
    const { sdp } = connection.localDescription;
    return edit ? EDITS[edit](sdp) : sdp;
  },

  answer: (key, sdp) => peers.get(key).connection.setRemoteDescription({ type: 'answer', sdp }),
  figures: (key) => figuresOf(peers.get(key).connection),
  look: (key) => lookAt(peers.get(key).element),
  pitch: (key) => pitchOf(peers.get(key).stream),
  close(key) {
    const peer = peers.get(key);
    peer.connection.close();
    peer.stream.discard?.();
    peer.element.remove();
    peers.delete(key);
  },
};
