package org.wcs.rtmp;

import java.util.random.RandomGenerator;

/**
 * The server's part of the handshake (Adobe RTMP 1.0 section 5.2), fed with slices of any size. A
 * client that signs C1 is answered with signatures, any other in the plain way. One thread.
 */
final class HandshakeServer {
  private static final int VERSION = 3;

  /** Beyond this the first byte is that of another protocol (section 5.2.2). */
  private static final int MAX_VERSION = 31;

  private static final int TLS = 22;
  private static final byte[] NOTHING = {};

  /** What we claim to be towards clients that sign; they look for a number of 3 or more. */
  private static final int SERVER_VERSION = 0x05_00_0F_01;

  private final RandomGenerator random;
  private final int timeMillis;
  private final byte[] packet = new byte[HandshakeDigest.PACKET];
  private byte[] reply = NOTHING;
  private boolean versionRead;
  private boolean replied;
  private boolean digest;
  private int have;

  /**
   * @param random of cryptographic quality where the answer shall not be foretold
   * @param timeMillis any clock
   */
  HandshakeServer(RandomGenerator random, long timeMillis) {
    this.random = random;
    this.timeMillis = (int) timeMillis;
  }

  /** Whether C2 has come; what follows are chunks. */
  boolean finished() {
    return replied && have == HandshakeDigest.PACKET;
  }

  /** Whether the client signed. */
  boolean digest() {
    return digest;
  }

  /** What must be sent now, given once; empty if nothing. */
  byte[] reply() {
    byte[] taken = reply;
    reply = NOTHING;
    return taken;
  }

  /**
   * Reads of the lent bytes what belongs to the handshake and returns how many those were.
   *
   * @throws RtmpException if the client speaks another protocol or RTMPE
   */
  int read(byte[] buffer, int offset, int length) throws RtmpException {
    int at = offset;
    int end = offset + length;
    if (!versionRead && at < end) {
      check(buffer[at++] & 0xFF);
      versionRead = true;
    }
    while (at < end && !finished()) {
      int count = Math.min(HandshakeDigest.PACKET - have, end - at);
      System.arraycopy(buffer, at, packet, have, count);
      at += count;
      have += count;
      if (!replied && have == HandshakeDigest.PACKET) {
        answer();
        replied = true;
        have = 0;
      }
    }
    return at - offset;
  }

  private static void check(int version) throws RtmpException {
    if (version == 6 || version == 8 || version == 9) {
      throw new RtmpException("the client wants RTMPE (version " + version + "), not supported");
    }
    if (version == TLS) {
      throw new RtmpException("the first byte is that of TLS, this port speaks RTMP in the clear");
    }
    // Section 5.2.2: 0 to 2 are of the past; to a later one the server answers with its own.
    if (version < VERSION || version > MAX_VERSION) {
      throw new RtmpException("the first byte is " + version + ", this is not RTMP");
    }
  }

  /** Clients before Flash Player 9 have a version of 0 and do not sign. */
  private void answer() {
    boolean versioned = (packet[4] | packet[5] | packet[6] | packet[7]) != 0;
    int schema = versioned ? HandshakeDigest.schema(packet, HandshakeDigest.Side.CLIENT) : -1;
    digest = schema >= 0;
    byte[] first = random();
    byte[] echo = digest ? random() : packet.clone();
    HandshakePackets.put(first, 0, timeMillis);
    HandshakePackets.put(first, 4, digest ? SERVER_VERSION : 0);
    if (digest) {
      HandshakeDigest.sign(first, schema, HandshakeDigest.Side.SERVER);
      byte[] theirs = HandshakeDigest.digestOf(packet, schema);
      HandshakeDigest.signEcho(echo, theirs, HandshakeDigest.Side.SERVER);
    } else {
      HandshakePackets.put(echo, 4, timeMillis);
    }
    reply = HandshakePackets.join(VERSION, first, echo);
  }

  private byte[] random() {
    byte[] bytes = new byte[HandshakeDigest.PACKET];
    random.nextBytes(bytes);
    return bytes;
  }
}
