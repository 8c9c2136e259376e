package org.wcs.packetize;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence parameter set says (ITU-T H.264 sections 7.3.2.1.1 and E.1.1). Immutable.
 *
 * @param profileLevelId profile_idc, constraint flags and level_idc, 24 bits as in RFC 6184
 * @param width of the shown picture, in pixels: less what is cropped
 * @param height of the shown picture, in pixels
 * @param format how samples are stored
 * @param reorderFrames how many frames may precede one in decoding order and follow it in output
 *     order; 0 if pictures are shown in the order of decoding; -1 if that is left open
 * @param framesPerSecond as the timing information says, 0 if it does not
 */
public record H264Parameters(
    int profileLevelId,
    int width,
    int height,
    PictureFormat format,
    int reorderFrames,
    double framesPerSecond) {

  /** Reads a sequence parameter set, from its NAL header byte on; null if it cannot be one. */
  public static @Nullable H264Parameters parse(byte[] buffer, int offset, int length) {
    return H264SpsReader.read(buffer, offset, length);
  }

  /** What the first sequence parameter set of an access unit says; null if there is no good one. */
  public static @Nullable H264Parameters of(byte[] accessUnit) {
    for (int at = NalUnits.first(accessUnit); at >= 0; at = NalUnits.next(accessUnit, at)) {
      if (NalSyntax.H264.sps(NalSyntax.H264.type(accessUnit[at]))) {
        return parse(accessUnit, at, NalUnits.length(accessUnit, at));
      }
    }
    return null;
  }

  /** profile_idc, for example 66 (Baseline), 77 (Main), 100 (High). */
  public int profile() {
    return profileLevelId >>> 16 & 0xFF;
  }

  /** The byte of the constraint_set flags. */
  public int constraints() {
    return profileLevelId >>> 8 & 0xFF;
  }

  /** level_idc: ten times the level. */
  public int level() {
    return profileLevelId & 0xFF;
  }

  /** Whether the order of output may differ from the order of decoding; also where it is open. */
  public boolean reordered() {
    return reorderFrames != 0;
  }

  /** The codecs parameter of RFC 6381 section 3.3, for example {@code avc1.64001f}. */
  public String codecs() {
    return "avc1." + HexFormat.of().toHexDigits(profileLevelId, 6);
  }
}
