package org.wcs.packetize;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The AV1CodecConfigurationRecord (AV1 binding to ISO BMFF section 2.3.3), as MP4 and enhanced FLV
 * carry it. Immutable; the bytes are frozen.
 *
 * @param obus the configOBUs: the sequence header OBU with its size field, or nothing
 */
public record Av1C(byte[] obus) {
  private static final int FIXED_BYTES = 4;

  /** Reads a record; null if it is cut off or of another version. */
  public static @Nullable Av1C parse(byte[] buffer, int offset, int length) {
    return length < FIXED_BYTES || (buffer[offset] & 0xFF) != 0x81
        ? null
        : new Av1C(Arrays.copyOfRange(buffer, offset + FIXED_BYTES, offset + length));
  }

  /** The record for a key frame with its sequence header; null if it lacks a good one. */
  public static byte @Nullable [] of(byte[] temporalUnit) {
    Av1Parameters parameters = Av1Parameters.of(temporalUnit);
    if (parameters == null) {
      return null;
    }
    int from = Obus.sequenceHeader(temporalUnit);
    int length = Obus.end(temporalUnit, from) - from;
    byte[] made = new byte[FIXED_BYTES + length];
    Av1Parameters.Color color = parameters.color();
    made[0] = (byte) 0x81; // marker and version 1
    made[1] = (byte) (parameters.profile() << 5 | parameters.level());
    made[2] =
        (byte)
            (parameters.tier() << 7
                | (color.bitDepth() > 8 ? 0x40 : 0)
                | (color.bitDepth() > 10 ? 0x20 : 0)
                | (color.monochrome() ? 0x10 : 0)
                | (color.subsamplingX() ? 0x08 : 0)
                | (color.subsamplingY() ? 0x04 : 0)
                | color.samplePosition());
    System.arraycopy(temporalUnit, from, made, FIXED_BYTES, length);
    return made;
  }
}
