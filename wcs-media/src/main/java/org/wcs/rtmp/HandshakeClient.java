package org.wcs.rtmp;

import java.util.random.RandomGenerator;

/**
 * The client's part of the handshake. With signatures it serves servers that want them, and goes on
 * in the plain way with those that do not answer with theirs. One thread.
 */
final class HandshakeClient extends Handshake {

  /** A Flash Player of 2008 or later signs; servers compare with 9.0.124. */
  private static final int CLIENT_VERSION = 0x09_00_7C_02;

  private final boolean signed;
  private final byte[] ourDigest;
  private boolean digest;

  /**
   * @param random of cryptographic quality where it shall not be foretold
   * @param timeMillis any clock
   * @param signed whether to sign like Flash Player
   */
  HandshakeClient(RandomGenerator random, long timeMillis, boolean signed) {
    super(random);
    this.signed = signed;
    byte[] first = random();
    HandshakePackets.put(first, 0, (int) timeMillis);
    HandshakePackets.put(first, 4, signed ? CLIENT_VERSION : 0);
    ourDigest = signed ? HandshakeDigest.sign(first, 0, HandshakeDigest.Side.CLIENT) : new byte[0];
    reply(HandshakePackets.join(VERSION, first));
  }

  @Override
  boolean digest() {
    return digest;
  }

  @Override
  void version(int version) throws RtmpException {
    if (version != VERSION) {
      throw new RtmpException("the server answered with version " + version);
    }
  }

  @Override
  void first(byte[] packet) {
    int schema = signed ? HandshakeDigest.schema(packet, HandshakeDigest.Side.SERVER) : -1;
    digest = schema >= 0;
    byte[] echo = digest ? random() : packet.clone();
    if (digest) {
      byte[] theirs = HandshakeDigest.digestOf(packet, schema);
      HandshakeDigest.signEcho(echo, theirs, HandshakeDigest.Side.CLIENT);
    }
    reply(echo);
  }

  /** A plain echo is not compared: some servers send other bytes, and nothing hangs on it. */
  @Override
  void second(byte[] packet) throws RtmpException {
    if (digest && !HandshakeDigest.verifiesEcho(packet, ourDigest, HandshakeDigest.Side.SERVER)) {
      throw new RtmpException("the signature in the server's second packet is false");
    }
  }
}
