package org.wcs.packetize;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtpHeader;

/**
 * The HEVCDecoderConfigurationRecord (ISO/IEC 14496-15 section 8.3.3.1), as MP4 and enhanced FLV
 * carry it. Immutable; the bytes are frozen.
 *
 * @param prefixBytes how long the length fields of the samples are: 1 to 4
 * @param parameterSets VPS, SPS and PPS in the order of the record, each behind a length of four
 *     bytes
 */
public record HvcC(int prefixBytes, byte[] parameterSets) {
  private static final int FIXED_BYTES = 23;
  private static final int VPS = 32;
  private static final int PPS = 34;

  /** Reads a record; null if it is cut off or of another version. */
  public static @Nullable HvcC parse(byte[] buffer, int offset, int length) {
    int end = offset + length;
    if (length < FIXED_BYTES || buffer[offset] != 1) {
      return null;
    }
    ByteArrayOutputStream sets = new ByteArrayOutputStream(length + 8);
    int arrays = buffer[offset + 22] & 0xFF;
    int at = offset + FIXED_BYTES;
    for (int i = 0; i < arrays && at >= 0; i++) {
      at = array(buffer, at, end, sets);
    }
    return at < 0 ? null : new HvcC((buffer[offset + 21] & 3) + 1, sets.toByteArray());
  }

  /** One array of units of a type; where it ends, or -1. What is no parameter set is left out. */
  private static int array(byte[] buffer, int from, int end, ByteArrayOutputStream to) {
    if (from + 3 > end) {
      return -1;
    }
    boolean wanted = NalSyntax.H265.parameterSet(buffer[from] & 0x3F);
    int count = RtpHeader.readShort(buffer, from + 1);
    int at = from + 3;
    for (int i = 0; i < count; i++) {
      if (at + 2 > end) {
        return -1;
      }
      int length = RtpHeader.readShort(buffer, at);
      at += 2;
      if (length > end - at) {
        return -1;
      }
      if (wanted) {
        append(buffer, at, length, to);
      }
      at += length;
    }
    return at;
  }

  /** Appends a unit behind a length of four bytes; nothing if it is empty. */
  static void append(byte[] buffer, int at, int length, ByteArrayOutputStream to) {
    if (length > 0) {
      to.write(0);
      to.write(0);
      to.write(length >>> 8);
      to.write(length);
      to.write(buffer, at, length);
    }
  }

  /** The record for a key frame with its parameter sets in-band; null if it lacks them. */
  public static byte @Nullable [] of(byte[] accessUnit) {
    H265Parameters parameters = H265Parameters.of(accessUnit);
    if (parameters == null || count(accessUnit, PPS) == 0) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(160);
    fixed(parameters, out);
    int arrays = 0;
    for (int type = VPS; type <= PPS; type++) {
      arrays += count(accessUnit, type) > 0 ? 1 : 0;
    }
    out.write(arrays);
    for (int type = VPS; type <= PPS; type++) {
      array(accessUnit, type, out);
    }
    return out.toByteArray();
  }

  /** All before numOfArrays; what is not known (segmentation, parallelism, frame rate) is 0. */
  private static void fixed(H265Parameters parameters, ByteArrayOutputStream out) {
    H265Parameters.Profile profile = parameters.profile();
    out.write(1);
    out.write(profile.space() << 6 | profile.tier() << 5 | profile.id());
    number(profile.compatibility(), 4, out);
    number(profile.constraints(), 6, out);
    out.write(profile.level());
    number(0xF000, 2, out);
    out.write(0xFC);
    out.write(0xFC | parameters.format().chroma());
    out.write(0xF8 | parameters.format().lumaBits() - 8);
    out.write(0xF8 | parameters.format().chromaBits() - 8);
    number(0, 2, out);
    out.write(parameters.temporalLayers() << 3 | (parameters.temporalNesting() ? 4 : 0) | 3);
  }

  private static void number(long value, int bytes, ByteArrayOutputStream out) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> 8 * i));
    }
  }

  private static int count(byte[] accessUnit, int type) {
    int count = 0;
    for (int at = NalUnits.first(accessUnit); at >= 0; at = NalUnits.next(accessUnit, at)) {
      count += taken(accessUnit, at, type) ? 1 : 0;
    }
    return count;
  }

  private static boolean taken(byte[] accessUnit, int at, int type) {
    return NalSyntax.H265.type(accessUnit[at]) == type && NalUnits.length(accessUnit, at) <= 0xFFFF;
  }

  private static void array(byte[] accessUnit, int type, ByteArrayOutputStream out) {
    int count = count(accessUnit, type);
    if (count == 0) {
      return;
    }
    out.write(0x80 | type); // array_completeness: none of the type is in-band only
    number(count, 2, out);
    for (int at = NalUnits.first(accessUnit); at >= 0; at = NalUnits.next(accessUnit, at)) {
      if (taken(accessUnit, at, type)) {
        int length = NalUnits.length(accessUnit, at);
        number(length, 2, out);
        out.write(accessUnit, at, length);
      }
    }
  }
}
