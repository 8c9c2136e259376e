package org.wcs.rtmp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digests that Flash Player and Adobe's server hide in the random bytes of the handshake. Not
 * in Adobe's specification; known from all who speak it. Stateless, any thread.
 *
 * <p>A packet of 1536 bytes is time (4), version (4), then two blocks of 764: one for a key, one
 * for a digest. Schema 0 has the block of the digest last, schema 1 first. Where in the block the
 * 32 bytes are says the sum of the block's first four bytes.
 */
final class HandshakeDigest {
  static final int PACKET = 1536;
  static final int DIGEST = 32;

  /** Where the random part of C2 and S2 ends and its digest begins. */
  static final int ECHO_DIGEST = PACKET - DIGEST;

  static final int SCHEMAS = 2;

  private static final int POSITIONS = 728;
  private static final byte[] SECRET =
      HexFormat.of().parseHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae");

  private static final byte[] SERVER_NAME =
      "Genuine Adobe Flash Media Server 001".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLIENT_NAME =
      "Genuine Adobe Flash Player 001".getBytes(StandardCharsets.US_ASCII);

  /** Who signs: each side uses its name for C1 or S1, and its name and the secret for C2 or S2. */
  enum Side {
    CLIENT(CLIENT_NAME),
    SERVER(SERVER_NAME);

    private final byte[] first;
    private final byte[] second;

    Side(byte[] name) {
      first = name;
      second = Arrays.copyOf(name, name.length + SECRET.length);
      System.arraycopy(SECRET, 0, second, name.length, SECRET.length);
    }
  }

  private HandshakeDigest() {}

  /** Where in the packet the digest lies. */
  static int position(byte[] packet, int schema) {
    int block = schema == 0 ? 772 : 8;
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += packet[block + i] & 0xFF;
    }
    return block + 4 + sum % POSITIONS;
  }

  /** The schema by which the packet carries a digest of that side, or -1. */
  static int schema(byte[] packet, Side side) {
    for (int schema = 0; schema < SCHEMAS; schema++) {
      int at = position(packet, schema);
      byte[] found = Arrays.copyOfRange(packet, at, at + DIGEST);
      if (MessageDigest.isEqual(found, digest(packet, at, side))) {
        return schema;
      }
    }
    return -1;
  }

  /** Puts the digest of that side into the packet and returns it. */
  static byte[] sign(byte[] packet, int schema, Side side) {
    int at = position(packet, schema);
    byte[] digest = digest(packet, at, side);
    System.arraycopy(digest, 0, packet, at, DIGEST);
    return digest;
  }

  /** The digest of the other's packet, as it was found there. */
  static byte[] digestOf(byte[] packet, int schema) {
    int at = position(packet, schema);
    return Arrays.copyOfRange(packet, at, at + DIGEST);
  }

  /** Signs C2 or S2, whose end proves that the digest of the other's first packet was read. */
  static void signEcho(byte[] echo, byte[] theirDigest, Side side) {
    byte[] digest = echoDigest(echo, theirDigest, side);
    System.arraycopy(digest, 0, echo, ECHO_DIGEST, DIGEST);
  }

  /** Whether C2 or S2 proves that the side read our digest. */
  static boolean verifiesEcho(byte[] echo, byte[] ourDigest, Side side) {
    byte[] found = Arrays.copyOfRange(echo, ECHO_DIGEST, PACKET);
    return MessageDigest.isEqual(found, echoDigest(echo, ourDigest, side));
  }

  private static byte[] echoDigest(byte[] echo, byte[] answered, Side side) {
    byte[] key = hmac(side.second).doFinal(answered);
    Mac mac = hmac(key);
    mac.update(echo, 0, ECHO_DIGEST);
    return mac.doFinal();
  }

  /** Of all bytes but those of the digest itself. */
  private static byte[] digest(byte[] packet, int at, Side side) {
    Mac mac = hmac(side.first);
    mac.update(packet, 0, at);
    mac.update(packet, at + DIGEST, PACKET - at - DIGEST);
    return mac.doFinal();
  }

  private static Mac hmac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }
}
