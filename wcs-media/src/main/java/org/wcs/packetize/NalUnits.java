package org.wcs.packetize;

import java.util.Arrays;
import org.wcs.rtp.RtpHeader;

/**
 * Access units in the form frames have: every NAL unit behind its length in four bytes, big endian.
 * Stateless, any thread; never throws on bad bytes. A walk through the units allocates nothing:
 *
 * <pre>{@code
 * for (int at = NalUnits.first(unit); at >= 0; at = NalUnits.next(unit, at)) {
 *   int length = NalUnits.length(unit, at); // of the NAL unit that begins at at
 * }
 * }</pre>
 */
public final class NalUnits {
  /** How many bytes stand before every unit. */
  public static final int PREFIX_BYTES = 4;

  private static final byte[] NOTHING = {};

  private NalUnits() {}

  /** Where the first unit begins (at its header byte), or -1 if there is none. */
  public static int first(byte[] accessUnit) {
    return begins(accessUnit, 0);
  }

  /** Where the unit behind the one that begins at {@code at} begins, or -1. */
  public static int next(byte[] accessUnit, int at) {
    return begins(accessUnit, at + length(accessUnit, at));
  }

  /** The length of the unit that begins at {@code at}, in bytes; 1 or more. */
  public static int length(byte[] accessUnit, int at) {
    return RtpHeader.readInt(accessUnit, at - PREFIX_BYTES);
  }

  /** Units of length 0 are passed over; one that reaches beyond the end ends the walk. */
  private static int begins(byte[] accessUnit, int prefix) {
    int at = prefix;
    while (at + PREFIX_BYTES < accessUnit.length) {
      int length = RtpHeader.readInt(accessUnit, at);
      at += PREFIX_BYTES;
      if (length < 0 || length > accessUnit.length - at) {
        return -1;
      }
      if (length > 0) {
        return at;
      }
    }
    return -1;
  }

  /** Whether a unit with which decoding can start is among them (IDR, IRAP). */
  public static boolean key(NalSyntax syntax, byte[] accessUnit) {
    for (int at = first(accessUnit); at >= 0; at = next(accessUnit, at)) {
      if (syntax.key(syntax.type(accessUnit[at]))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a sequence parameter set is among the units. */
  public static boolean hasSps(NalSyntax syntax, byte[] accessUnit) {
    for (int at = first(accessUnit); at >= 0; at = next(accessUnit, at)) {
      if (syntax.sps(syntax.type(accessUnit[at]))) {
        return true;
      }
    }
    return false;
  }

  /** The parameter sets alone, each behind its length; empty if there are none. */
  public static byte[] parameterSets(NalSyntax syntax, byte[] accessUnit) {
    return filtered(accessUnit, at -> syntax.parameterSet(syntax.type(accessUnit[at])));
  }

  /** All but the parameter sets, for containers that keep those elsewhere. */
  public static byte[] withoutParameterSets(NalSyntax syntax, byte[] accessUnit) {
    return filtered(accessUnit, at -> !syntax.parameterSet(syntax.type(accessUnit[at])));
  }

  /** All but delimiters and filler; the same array if there are none. */
  public static byte[] withoutBallast(NalSyntax syntax, byte[] accessUnit) {
    return filtered(accessUnit, at -> !syntax.ballast(syntax.type(accessUnit[at])));
  }

  /**
   * The access unit with these parameter sets before it; the same array if it has its own.
   *
   * @param sets parameter sets, each behind its length
   */
  public static byte[] withParameterSets(NalSyntax syntax, byte[] sets, byte[] accessUnit) {
    if (sets.length == 0 || hasSps(syntax, accessUnit)) {
      return accessUnit;
    }
    byte[] joined = Arrays.copyOf(sets, sets.length + accessUnit.length);
    System.arraycopy(accessUnit, 0, joined, sets.length, accessUnit.length);
    return joined;
  }

  /**
   * The units of a record or container whose length fields have another size. A last unit that is
   * cut off is left out.
   *
   * @param prefixBytes 1 to 4
   */
  public static byte[] of(byte[] buffer, int offset, int length, int prefixBytes) {
    int end = offset + length;
    byte[] units = new byte[unitsLength(buffer, offset, end, prefixBytes)];
    int to = 0;
    int at = offset;
    while (to < units.length) {
      int size = number(buffer, at, prefixBytes);
      at += prefixBytes;
      if (size > 0) {
        RtpHeader.writeInt(units, to, size);
        System.arraycopy(buffer, at, units, to + PREFIX_BYTES, size);
        to += PREFIX_BYTES + size;
      }
      at += size;
    }
    return units;
  }

  private static int unitsLength(byte[] buffer, int offset, int end, int prefixBytes) {
    int total = 0;
    int at = offset;
    while (at + prefixBytes <= end) {
      int size = number(buffer, at, prefixBytes);
      at += prefixBytes;
      if (size < 0 || size > end - at) {
        break;
      }
      total += size > 0 ? PREFIX_BYTES + size : 0;
      at += size;
    }
    return total;
  }

  private static int number(byte[] buffer, int at, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | buffer[at + i] & 0xFF;
    }
    return value;
  }

  /** With start codes of four bytes in place of the lengths (Annex B of both standards). */
  public static byte[] toAnnexB(byte[] accessUnit) {
    byte[] stream = new byte[accessUnit.length];
    int to = 0;
    for (int at = first(accessUnit); at >= 0; at = next(accessUnit, at)) {
      int length = length(accessUnit, at);
      stream[to + 3] = 1;
      System.arraycopy(accessUnit, at, stream, to + PREFIX_BYTES, length);
      to += PREFIX_BYTES + length;
    }
    return to == stream.length ? stream : Arrays.copyOf(stream, to);
  }

  /**
   * From a stream with start codes of three or four bytes; what stands before the first is lost.
   */
  public static byte[] ofAnnexB(byte[] stream, int offset, int length) {
    int end = offset + length;
    byte[] units = new byte[length + length / 3 + PREFIX_BYTES];
    int to = 0;
    int at = startCode(stream, offset, end) + 3;
    while (at < end) {
      int following = startCode(stream, at, end);
      int last = following;
      while (last > at && stream[last - 1] == 0) {
        last--; // trailing_zero_8bits and the first byte of a longer start code
      }
      if (last > at) {
        RtpHeader.writeInt(units, to, last - at);
        System.arraycopy(stream, at, units, to + PREFIX_BYTES, last - at);
        to += PREFIX_BYTES + last - at;
      }
      at = following + 3;
    }
    return Arrays.copyOf(units, to);
  }

  /** The units of a payload with start codes between units, perhaps before the first as well. */
  static byte[] ofPayload(byte[] wire, int offset, int length) {
    byte[] stream = new byte[length + 3];
    stream[2] = 1;
    System.arraycopy(wire, offset, stream, 3, length);
    return ofAnnexB(stream, 0, stream.length);
  }

  /** Where 00 00 01 stands next, or {@code end}. */
  static int startCode(byte[] stream, int from, int end) {
    int at = from + 2;
    while (at < end) {
      int value = stream[at];
      if (value == 1 && stream[at - 1] == 0 && stream[at - 2] == 0) {
        return at - 2;
      }
      at += (value & 0xFE) != 0 ? 3 : 1; // neither 0 nor 1: no start code can end before that
    }
    return end;
  }

  /** Chooses units by the place of their header byte. */
  private interface Choice {
    boolean taken(int at);
  }

  private static byte[] filtered(byte[] accessUnit, Choice choice) {
    int total = 0;
    for (int at = first(accessUnit); at >= 0; at = next(accessUnit, at)) {
      total += choice.taken(at) ? PREFIX_BYTES + length(accessUnit, at) : 0;
    }
    if (total == accessUnit.length) {
      return accessUnit;
    }
    byte[] taken = total == 0 ? NOTHING : new byte[total];
    int to = 0;
    for (int at = first(accessUnit); at >= 0; at = next(accessUnit, at)) {
      if (choice.taken(at)) {
        int length = PREFIX_BYTES + length(accessUnit, at);
        System.arraycopy(accessUnit, at - PREFIX_BYTES, taken, to, length);
        to += length;
      }
    }
    return taken;
  }
}
