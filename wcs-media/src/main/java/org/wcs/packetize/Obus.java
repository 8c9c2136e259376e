package org.wcs.packetize;

import java.util.Arrays;

/**
 * Temporal units of AV1 in the low-overhead format (AV1 section 5.2): OBUs with size fields, one
 * behind another. Stateless, any thread; never throws on bad bytes. A walk allocates nothing:
 *
 * <pre>{@code
 * for (int at = 0; Obus.whole(unit, at); at = Obus.end(unit, at)) { ... }
 * }</pre>
 */
public final class Obus {
  static final int SEQUENCE_HEADER = 1;
  static final int TEMPORAL_DELIMITER = 2;
  static final int FRAME_HEADER = 3;
  static final int TILE_LIST = 8;
  static final int FRAME = 6;
  static final int PADDING = 15;

  private Obus() {}

  /** Whether a whole OBU with a size field begins at {@code at}. */
  public static boolean whole(byte[] unit, int at) {
    return at < unit.length && sized(unit[at]) && end(unit, at) > at;
  }

  /** obu_type (AV1 section 6.2.2), from the header byte. */
  public static int type(byte header) {
    return header >>> 3 & 0x0F;
  }

  /** Where the OBU ends that begins at {@code at}, or -1 if its size is bad. */
  public static int end(byte[] unit, int at) {
    int size = at + headerBytes(unit[at]);
    long value = size < unit.length ? leb128(unit, size, unit.length) : -1;
    if (value < 0) {
      return -1;
    }
    long end = size + leb128Bytes(unit, size) + value;
    return end <= unit.length ? (int) end : -1;
  }

  /** Where the payload begins of the OBU, known to be whole, that begins at {@code at}. */
  public static int payload(byte[] unit, int at) {
    int size = at + headerBytes(unit[at]);
    return size + leb128Bytes(unit, size);
  }

  /** Whether a sequence header is among the OBUs, as it is in every key frame. */
  public static boolean hasSequenceHeader(byte[] unit) {
    return sequenceHeader(unit) >= 0;
  }

  /** Where the first sequence header begins (at its OBU header), or -1. */
  public static int sequenceHeader(byte[] unit) {
    for (int at = 0; whole(unit, at); at = end(unit, at)) {
      if (type(unit[at]) == SEQUENCE_HEADER) {
        return at;
      }
    }
    return -1;
  }

  /** The unit less temporal delimiters, tile lists and padding; the same array if it has none. */
  public static byte[] withoutDelimiters(byte[] unit) {
    byte[] kept = null;
    int to = 0;
    for (int at = 0; whole(unit, at); at = end(unit, at)) {
      int end = end(unit, at);
      if (!sent(type(unit[at]))) {
        kept = kept == null ? Arrays.copyOf(unit, unit.length) : kept;
        continue;
      }
      if (kept != null) {
        System.arraycopy(unit, at, kept, to, end - at);
      }
      to += end - at;
    }
    if (kept == null) {
      return to == unit.length ? unit : Arrays.copyOf(unit, to);
    }
    return Arrays.copyOf(kept, to);
  }

  /** Whether OBUs of the type are sent by RTP (AOM RTP payload format section 5). */
  static boolean sent(int type) {
    return type != TEMPORAL_DELIMITER && type != TILE_LIST && type != PADDING && type != 0;
  }

  /** obu_has_size_field. */
  static boolean sized(byte header) {
    return (header & 0x02) != 0;
  }

  /** 1, or 2 with an extension. */
  static int headerBytes(byte header) {
    return (header & 0x04) != 0 ? 2 : 1;
  }

  /** AV1 section 4.10.5; -1 if it is cut off, longer than five bytes or above 2^31 - 1. */
  static long leb128(byte[] buffer, int from, int end) {
    long value = 0;
    for (int i = 0; i < 5; i++) {
      if (from + i >= end) {
        return -1;
      }
      value |= (long) (buffer[from + i] & 0x7F) << 7 * i;
      if ((buffer[from + i] & 0x80) == 0) {
        return value <= Integer.MAX_VALUE ? value : -1;
      }
    }
    return -1;
  }

  /** How many bytes the number at {@code from}, known to be good, takes. */
  static int leb128Bytes(byte[] buffer, int from) {
    int at = from;
    while ((buffer[at] & 0x80) != 0) {
      at++;
    }
    return at + 1 - from;
  }

  /** How many bytes a number takes. */
  static int leb128Bytes(int value) {
    return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
  }

  /** Writes a number; where it ends. */
  static int writeLeb128(byte[] buffer, int at, int value) {
    int to = at;
    int rest = value;
    while (rest >= 0x80) {
      buffer[to++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[to] = (byte) rest;
    return to + 1;
  }
}
