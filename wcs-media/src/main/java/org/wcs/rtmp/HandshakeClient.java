package org.wcs.rtmp;

import java.util.random.RandomGenerator;

/**
 * The client's part of the handshake (Adobe RTMP 1.0 section 5.2), fed with slices of any size.
 * With signatures it serves servers that want them, and goes on in the plain way with those that do
 * not answer with theirs. One thread.
 */
final class HandshakeClient {
  private static final int VERSION = 3;
  private static final byte[] NOTHING = {};

  /** A Flash Player of 2008 or later signs; servers compare with 9.0.124. */
  private static final int CLIENT_VERSION = 0x09_00_7C_02;

  private final RandomGenerator random;
  private final byte[] packet = new byte[HandshakeDigest.PACKET];
  private final boolean signed;
  private byte[] ourDigest = NOTHING;
  private byte[] reply;
  private boolean versionRead;
  private boolean firstRead;
  private boolean digest;
  private int have;

  /**
   * @param random of cryptographic quality where it shall not be foretold
   * @param timeMillis any clock
   * @param signed whether to sign like Flash Player
   */
  HandshakeClient(RandomGenerator random, long timeMillis, boolean signed) {
    this.random = random;
    this.signed = signed;
    byte[] first = random();
    HandshakePackets.put(first, 0, (int) timeMillis);
    HandshakePackets.put(first, 4, signed ? CLIENT_VERSION : 0);
    if (signed) {
      ourDigest = HandshakeDigest.sign(first, 0, HandshakeDigest.Side.CLIENT);
    }
    reply = HandshakePackets.join(VERSION, first);
  }

  /** Whether S2 has come; what follows are chunks. */
  boolean finished() {
    return firstRead && have == HandshakeDigest.PACKET;
  }

  /** Whether both sides signed. */
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
   * @throws RtmpException if the server speaks another protocol or its signature is false
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
      if (have == HandshakeDigest.PACKET) {
        packetRead();
      }
    }
    return at - offset;
  }

  private static void check(int version) throws RtmpException {
    if (version != VERSION) {
      throw new RtmpException("the server answered with version " + version);
    }
  }

  private void packetRead() throws RtmpException {
    if (firstRead) {
      verify();
      return;
    }
    firstRead = true;
    have = 0;
    int schema = signed ? HandshakeDigest.schema(packet, HandshakeDigest.Side.SERVER) : -1;
    digest = schema >= 0;
    byte[] echo = digest ? random() : packet.clone();
    if (digest) {
      byte[] theirs = HandshakeDigest.digestOf(packet, schema);
      HandshakeDigest.signEcho(echo, theirs, HandshakeDigest.Side.CLIENT);
    }
    reply = echo;
  }

  /** A plain echo is not compared: some servers send other bytes, and nothing hangs on it. */
  private void verify() throws RtmpException {
    if (digest && !HandshakeDigest.verifiesEcho(packet, ourDigest, HandshakeDigest.Side.SERVER)) {
      throw new RtmpException("the signature in the server's second packet is false");
    }
  }

  private byte[] random() {
    byte[] bytes = new byte[HandshakeDigest.PACKET];
    random.nextBytes(bytes);
    return bytes;
  }
}
