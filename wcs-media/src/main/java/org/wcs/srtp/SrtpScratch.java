package org.wcs.srtp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Working memory for one packet, shared by all senders and receivers that run on one thread: a
 * session then keeps its keys and nothing else. It grows to the longest packet seen, at most 64 kB,
 * and holds no state between two packets.
 */
final class SrtpScratch {
  /** The longest packet that is protected or unprotected, in bytes. */
  static final int MAX_PACKET = 65_535;

  private static final int FIRST_PACKET = 2_048;

  /** Two blocks beyond the packet: the mask of the GCM tag and a partly used last block. */
  private static final int SLACK = 80;

  private static final ThreadLocal<SrtpScratch> CURRENT = ThreadLocal.withInitial(SrtpScratch::new);

  byte[] counters = new byte[FIRST_PACKET + SLACK];
  byte[] keyStream = new byte[FIRST_PACKET + SLACK];

  /** Associated data, ciphertext and lengths in one piece, as GHASH wants them. */
  byte[] authenticated = new byte[FIRST_PACKET + SLACK];

  /** The computed tag; a digest of SHA-1 fits as well. */
  final byte[] tag = new byte[20];

  /** ROC or E flag and index of the packet at work, as four bytes. */
  final byte[] trailer = new byte[4];

  final long[] hash = new long[2];
  final MessageDigest sha1 = sha1();

  private SrtpScratch() {}

  /** The scratch of the calling thread, good for packets up to this length. */
  static SrtpScratch current(int packetLength) {
    SrtpScratch scratch = CURRENT.get();
    if (packetLength > scratch.counters.length - SLACK) {
      scratch.grow(packetLength);
    }
    return scratch;
  }

  private void grow(int packetLength) {
    int length = Math.min(MAX_PACKET, Integer.highestOneBit(packetLength) * 2) + SLACK;
    counters = new byte[length];
    keyStream = new byte[length];
    authenticated = new byte[length];
  }

  /** Compares the first bytes of the tag in time that does not depend on where they differ. */
  boolean tagEquals(byte[] buf, int off, int length) {
    int difference = 0;
    for (int i = 0; i < length; i++) {
      difference |= tag[i] ^ buf[off + i];
    }
    return difference == 0;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
