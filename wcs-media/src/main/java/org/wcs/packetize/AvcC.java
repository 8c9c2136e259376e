package org.wcs.packetize;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.wcs.rtp.RtpHeader;

/**
 * The AVCDecoderConfigurationRecord (ISO/IEC 14496-15 section 5.3.3.1), as MP4 and FLV carry it.
 * Immutable; the bytes are frozen.
 *
 * @param prefixBytes how long the length fields of the samples are: 1, 2 or 4 (3 is taken, too)
 * @param parameterSets SPS, PPS and SPS extensions, each behind a length of four bytes
 */
public record AvcC(int prefixBytes, byte[] parameterSets) {
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int SPS_EXTENSION = 13;

  /** Reads a record; null if it is cut off or not of version 1. */
  public static @Nullable AvcC parse(byte[] buffer, int offset, int length) {
    int end = offset + length;
    if (length < 7 || buffer[offset] != 1) {
      return null;
    }
    ByteArrayOutputStream sets = new ByteArrayOutputStream(length + 8);
    int at = sets(buffer, offset + 5, end, 0x1F, sets);
    at = at < 0 ? at : sets(buffer, at, end, 0xFF, sets);
    if (at < 0) {
      return null;
    }
    if (at + 4 <= end && hasExtension(buffer[offset + 1] & 0xFF)) {
      sets(buffer, at + 3, end, 0xFF, sets);
    }
    return new AvcC((buffer[offset + 4] & 3) + 1, sets.toByteArray());
  }

  /** Copies counted sets with lengths of two bytes; where they end, or -1. */
  private static int sets(byte[] buffer, int from, int end, int mask, ByteArrayOutputStream to) {
    if (from >= end) {
      return -1;
    }
    int count = buffer[from] & mask;
    int at = from + 1;
    for (int i = 0; i < count; i++) {
      if (at + 2 > end) {
        return -1;
      }
      int length = RtpHeader.readShort(buffer, at);
      at += 2;
      if (length > end - at) {
        return -1;
      }
      HvcC.append(buffer, at, length, to);
      at += length;
    }
    return at;
  }

  /** The record for a key frame with its parameter sets in-band; null if it lacks them. */
  public static byte @Nullable [] of(byte[] accessUnit) {
    H264Parameters parameters = H264Parameters.of(accessUnit);
    int pps = count(accessUnit, PPS);
    if (parameters == null || pps == 0) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    out.write(1);
    out.write(parameters.profile());
    out.write(parameters.constraints());
    out.write(parameters.level());
    out.write(0xFC | 3); // lengths of four bytes
    out.write(0xE0 | count(accessUnit, SPS));
    sets(accessUnit, SPS, out);
    out.write(pps);
    sets(accessUnit, PPS, out);
    if (hasExtension(parameters.profile())) {
      PictureFormat format = parameters.format();
      out.write(0xFC | format.chroma());
      out.write(0xF8 | format.lumaBits() - 8);
      out.write(0xF8 | format.chromaBits() - 8);
      out.write(count(accessUnit, SPS_EXTENSION));
      sets(accessUnit, SPS_EXTENSION, out);
    }
    return out.toByteArray();
  }

  private static boolean hasExtension(int profile) {
    return profile == 100 || profile == 110 || profile == 122 || profile == 144 || profile == 244;
  }

  private static int count(byte[] accessUnit, int type) {
    int count = 0;
    for (int at = NalUnits.first(accessUnit); at >= 0; at = NalUnits.next(accessUnit, at)) {
      count += taken(accessUnit, at, type) ? 1 : 0;
    }
    return Math.min(count, 31);
  }

  private static boolean taken(byte[] accessUnit, int at, int type) {
    return NalSyntax.H264.type(accessUnit[at]) == type && NalUnits.length(accessUnit, at) <= 0xFFFF;
  }

  private static void sets(byte[] accessUnit, int type, ByteArrayOutputStream out) {
    int count = 0;
    for (int at = NalUnits.first(accessUnit); at >= 0; at = NalUnits.next(accessUnit, at)) {
      if (taken(accessUnit, at, type) && count++ < 31) {
        int length = NalUnits.length(accessUnit, at);
        out.write(length >>> 8);
        out.write(length);
        out.write(accessUnit, at, length);
      }
    }
  }
}
