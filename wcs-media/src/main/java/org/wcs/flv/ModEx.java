package org.wcs.flv;

/** The modifiers before a packet of enhanced RTMP v2, of which one is known. Stateless. */
final class ModEx {
  private static final int TIMESTAMP_OFFSET_NANO = 0;
  private static final int NANOS_PER_MILLI = 1_000_000;

  /**
   * What a modifier says.
   *
   * @param packetType of the packet behind it
   * @param offsetNanos as before, or as this modifier says
   */
  record Modifier(int packetType, int offsetNanos) {}

  private ModEx() {}

  static Modifier read(FlvInput input, int offsetNanos) throws FlvException {
    int length = input.uint8() + 1;
    if (length == 256) {
      length = input.uint16() + 1;
    }
    FlvInput data = input.part(length);
    int types = input.uint8();
    int offset = offsetNanos;
    if (types >>> 4 == TIMESTAMP_OFFSET_NANO && length >= 3) {
      offset = Math.min(data.uint24(), NANOS_PER_MILLI - 1);
    }
    return new Modifier(types & 0x0F, offset);
  }
}
