package org.wcs.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes one STUN message at a time into a given buffer, RFC 8489 section 5. Reusable; one thread.
 * The buffer must have room: a Binding message of ours needs at most {@link #ROOM} bytes plus
 * USERNAME and SOFTWARE.
 */
public final class StunWriter {
  /** Enough for every answer of {@link IceLiteAgent}. */
  public static final int ROOM = 128;

  private final CRC32 crc = new CRC32();
  private byte[] buffer = new byte[0];
  private int start;
  private int at;

  /** Begins a message with this 12-byte transaction id. */
  public StunWriter begin(byte[] target, int offset, int type, byte[] transactionId) {
    begin(target, offset, type);
    System.arraycopy(transactionId, 0, target, offset + 8, 12);
    return this;
  }

  /** Begins the answer to a message: same transaction id. */
  public StunWriter beginAnswer(byte[] target, int offset, int type, StunMessage request) {
    begin(target, offset, type);
    request.copyTransactionId(target, offset + 8);
    return this;
  }

  private void begin(byte[] target, int offset, int type) {
    buffer = target;
    start = offset;
    at = offset;
    put16(type);
    put16(0);
    put32(StunMessage.COOKIE);
    at = offset + StunMessage.HEADER;
  }

  /** USERNAME, usually {@code remoteUfrag:localUfrag}. */
  public StunWriter username(String username) {
    return bytes(StunAttribute.USERNAME, username.getBytes(StandardCharsets.UTF_8));
  }

  /** SOFTWARE. */
  public StunWriter software(String software) {
    return bytes(StunAttribute.SOFTWARE, software.getBytes(StandardCharsets.UTF_8));
  }

  /** PRIORITY, 0 to 2^32-1. */
  public StunWriter priority(long priority) {
    head(StunAttribute.PRIORITY, 4);
    put32((int) priority);
    return this;
  }

  /** USE-CANDIDATE. */
  public StunWriter useCandidate() {
    head(StunAttribute.USE_CANDIDATE, 0);
    return this;
  }

  /** ICE-CONTROLLING. */
  public StunWriter controlling(long tieBreaker) {
    return role(StunAttribute.ICE_CONTROLLING, tieBreaker);
  }

  /** ICE-CONTROLLED. */
  public StunWriter controlled(long tieBreaker) {
    return role(StunAttribute.ICE_CONTROLLED, tieBreaker);
  }

  private StunWriter role(int type, long tieBreaker) {
    head(type, 8);
    put32((int) (tieBreaker >>> 32));
    put32((int) tieBreaker);
    return this;
  }

  /** XOR-MAPPED-ADDRESS; the address must be resolved. */
  public StunWriter xorMappedAddress(InetSocketAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    head(StunAttribute.XOR_MAPPED_ADDRESS, 4 + bytes.length);
    put16(bytes.length == 4 ? 1 : 2);
    put16(address.getPort() ^ (StunMessage.COOKIE >>> 16));
    for (int i = 0; i < bytes.length; i++) {
      buffer[at++] = (byte) (bytes[i] ^ buffer[start + 4 + i]);
    }
    return this;
  }

  /**
   * ERROR-CODE with an empty reason phrase: an answer to a stranger must not be larger than what he
   * sent.
   */
  public StunWriter errorCode(int code) {
    head(StunAttribute.ERROR_CODE, 4);
    put16(0);
    put16(code / 100 << 8 | code % 100);
    return this;
  }

  /** UNKNOWN-ATTRIBUTES of this request. */
  public StunWriter unknownAttributes(StunMessage request) {
    int count = request.unknownRequired();
    head(StunAttribute.UNKNOWN_ATTRIBUTES, 2 * count);
    for (int i = 0; i < count; i++) {
      put16(request.unknownRequired(i));
    }
    if ((count & 1) != 0) {
      put16(0);
    }
    return this;
  }

  /** MESSAGE-INTEGRITY over all so far. */
  public StunWriter integrity(StunIntegrity key) {
    int covered = at - start;
    head(StunAttribute.MESSAGE_INTEGRITY, StunIntegrity.SIZE);
    key.write(buffer, start, covered, at);
    at += StunIntegrity.SIZE;
    return this;
  }

  /** FINGERPRINT over all so far; the last attribute. */
  public StunWriter fingerprint() {
    int covered = at - start;
    head(StunAttribute.FINGERPRINT, 4);
    writeLength(covered + 8);
    crc.reset();
    crc.update(buffer, start, covered);
    put32((int) crc.getValue() ^ StunMessage.FINGERPRINT_XOR);
    return this;
  }

  /** Completes the message and returns its length. */
  public int end() {
    writeLength(at - start);
    return at - start;
  }

  private void writeLength(int total) {
    int body = total - StunMessage.HEADER;
    buffer[start + 2] = (byte) (body >>> 8);
    buffer[start + 3] = (byte) body;
  }

  private StunWriter bytes(int type, byte[] value) {
    head(type, value.length);
    System.arraycopy(value, 0, buffer, at, value.length);
    at += value.length;
    while ((at - start & 3) != 0) {
      buffer[at++] = 0;
    }
    return this;
  }

  private void head(int type, int size) {
    put16(type);
    put16(size);
  }

  private void put16(int value) {
    buffer[at++] = (byte) (value >>> 8);
    buffer[at++] = (byte) value;
  }

  private void put32(int value) {
    put16(value >>> 16);
    put16(value);
  }
}
