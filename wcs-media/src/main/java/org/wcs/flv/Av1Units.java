package org.wcs.flv;

import org.wcs.packetize.Obus;

/** Temporal units of AV1 as they come in tags. Stateless, any thread. */
final class Av1Units {
  private static final int HAS_SIZE = 0x02;
  private static final int HAS_EXTENSION = 0x04;

  private Av1Units() {}

  /**
   * A copy in which the last OBU has a size too: the AV1 binding to ISO BMFF (section 2.4) lets
   * writers leave it out there.
   */
  static byte[] sized(Slice payload) {
    byte[] unit = payload.copy();
    int at = lastUnsized(unit);
    if (at < 0) {
      return unit;
    }
    int header = (unit[at] & HAS_EXTENSION) != 0 ? 2 : 1;
    int content = unit.length - at - header;
    if (content < 0) {
      return unit;
    }
    byte[] sized = new byte[unit.length + sizeBytes(content)];
    System.arraycopy(unit, 0, sized, 0, at + header);
    sized[at] |= HAS_SIZE;
    int to = at + header;
    for (int rest = content; to < at + header + sizeBytes(content); rest >>>= 7) {
      sized[to++] = (byte) (rest >= 0x80 ? rest | 0x80 : rest);
    }
    System.arraycopy(unit, at + header, sized, to, content);
    return sized;
  }

  /** Where an OBU without a size begins behind whole ones, or -1. */
  private static int lastUnsized(byte[] unit) {
    int at = 0;
    while (Obus.whole(unit, at)) {
      at = Obus.end(unit, at);
    }
    return at < unit.length && (unit[at] & (0x80 | HAS_SIZE)) == 0 ? at : -1;
  }

  private static int sizeBytes(int value) {
    return (Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(value)) + 6) / 7;
  }
}
