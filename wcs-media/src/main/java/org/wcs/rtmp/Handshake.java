package org.wcs.rtmp;

import java.util.random.RandomGenerator;

/**
 * One side of the handshake (Adobe RTMP 1.0 section 5.2), fed with slices of any size: a version
 * and two packets come, and what answers them is to be fetched. One thread.
 */
abstract sealed class Handshake permits HandshakeClient, HandshakeServer {
  static final int VERSION = 3;
  private static final byte[] NOTHING = {};

  private final RandomGenerator random;
  private final byte[] packet = new byte[HandshakeDigest.PACKET];
  private byte[] reply = NOTHING;
  private boolean versionRead;
  private boolean firstRead;
  private int have;

  Handshake(RandomGenerator random) {
    this.random = random;
  }

  /** Looks at the version of the other side. */
  abstract void version(int version) throws RtmpException;

  /** Answers C1 or S1, lent. */
  abstract void first(byte[] packet);

  /** Looks at C2 or S2, lent. */
  abstract void second(byte[] packet) throws RtmpException;

  /** Whether both sides signed. */
  abstract boolean digest();

  /** Whether all packets have come; what follows are chunks. */
  final boolean finished() {
    return firstRead && have == HandshakeDigest.PACKET;
  }

  /** What must be sent now, given once; empty if nothing. */
  final byte[] reply() {
    byte[] taken = reply;
    reply = NOTHING;
    return taken;
  }

  final void reply(byte[] bytes) {
    reply = bytes;
  }

  final byte[] random() {
    byte[] bytes = new byte[HandshakeDigest.PACKET];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * Reads of the lent bytes what belongs to the handshake and returns how many those were.
   *
   * @throws RtmpException if the other side speaks another protocol or its signature is false
   */
  final int read(byte[] buffer, int offset, int length) throws RtmpException {
    int at = offset;
    int end = offset + length;
    if (!versionRead && at < end) {
      version(buffer[at++] & 0xFF);
      versionRead = true;
    }
    while (at < end && !finished()) {
      int count = Math.min(HandshakeDigest.PACKET - have, end - at);
      System.arraycopy(buffer, at, packet, have, count);
      at += count;
      have += count;
      if (have == HandshakeDigest.PACKET) {
        packetRead();
      }
    }
    return at - offset;
  }

  private void packetRead() throws RtmpException {
    if (firstRead) {
      second(packet);
    } else {
      first(packet);
      firstRead = true;
      have = 0;
    }
  }
}
