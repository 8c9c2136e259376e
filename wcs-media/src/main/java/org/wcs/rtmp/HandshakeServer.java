package org.wcs.rtmp;

import java.util.random.RandomGenerator;

/**
 * The server's part of the handshake. A client that signs C1 is answered with signatures, any other
 * in the plain way. One thread.
 */
final class HandshakeServer extends Handshake {

  /** Beyond this the first byte is that of another protocol (section 5.2.2). */
  private static final int MAX_VERSION = 31;

  private static final int TLS = 22;

  /** What we claim to be towards clients that sign; they look for a number of 3 or more. */
  private static final int SERVER_VERSION = 0x05_00_0F_01;

  private final int timeMillis;
  private boolean digest;

  /**
   * @param random of cryptographic quality where the answer shall not be foretold
   * @param timeMillis any clock
   */
  HandshakeServer(RandomGenerator random, long timeMillis) {
    super(random);
    this.timeMillis = (int) timeMillis;
  }

  @Override
  boolean digest() {
    return digest;
  }

  @Override
  void version(int version) throws RtmpException {
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
  @Override
  void first(byte[] packet) {
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
    reply(HandshakePackets.join(VERSION, first, echo));
  }

  /** What a client echoes is not compared: nothing hangs on it. */
  @Override
  void second(byte[] packet) {}
}
