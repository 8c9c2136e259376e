package org.wcs.hls;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.packetize.AvcC;
import org.wcs.packetize.H264Parameters;
import org.wcs.packetize.H265Parameters;
import org.wcs.packetize.HvcC;
import org.wcs.packetize.NalSyntax;
import org.wcs.packetize.NalUnits;

/**
 * What the parameter sets of a key frame say. Immutable.
 *
 * @param syntax H.264 or H.265
 * @param parameterSets each after its length in 4 bytes
 * @param configuration the avcC or hvcC record
 * @param codecs the codecs parameter (RFC 6381)
 * @param width in pixels
 * @param height in pixels
 */
record VideoFormat(
    NalSyntax syntax,
    byte[] parameterSets,
    byte[] configuration,
    String codecs,
    int width,
    int height) {

  /** Null if the frame lacks good parameter sets. */
  static @Nullable VideoFormat of(NalSyntax syntax, byte[] keyFrame) {
    byte[] sets = NalUnits.parameterSets(syntax, keyFrame);
    return switch (syntax) {
      case H264 -> h264(sets);
      case H265 -> h265(sets);
    };
  }

  private static @Nullable VideoFormat h264(byte[] sets) {
    H264Parameters sps = H264Parameters.of(sets);
    byte[] record = AvcC.of(sets);
    return sps == null || record == null
        ? null
        : new VideoFormat(NalSyntax.H264, sets, record, sps.codecs(), sps.width(), sps.height());
  }

  private static @Nullable VideoFormat h265(byte[] sets) {
    H265Parameters sps = H265Parameters.of(sets);
    byte[] record = HvcC.of(sets);
    return sps == null || record == null
        ? null
        : new VideoFormat(NalSyntax.H265, sets, record, sps.codecs(), sps.width(), sps.height());
  }

  /** Whether a key frame brings the same parameter sets. */
  boolean sameAs(byte[] keyFrame) {
    return Arrays.equals(parameterSets, NalUnits.parameterSets(syntax, keyFrame));
  }
}
