package org.wcs.packetize;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence parameter set says (ITU-T H.265 sections 7.3.2.2 and 7.3.3). Immutable.
 *
 * @param profile general profile, tier and level
 * @param width of the shown picture, in pixels: less what is cropped
 * @param height of the shown picture, in pixels
 * @param format how samples are stored
 * @param temporalLayers 1 to 7
 * @param temporalNesting sps_temporal_id_nesting_flag
 * @param reorderPictures sps_max_num_reorder_pics of the highest layer: how many pictures may
 *     precede one in decoding order and follow it in output order
 */
public record H265Parameters(
    Profile profile,
    int width,
    int height,
    PictureFormat format,
    int temporalLayers,
    boolean temporalNesting,
    int reorderPictures) {

  /**
   * General profile, tier and level.
   *
   * @param space general_profile_space, 0
   * @param tier 0 Main tier, 1 High tier
   * @param id general_profile_idc: 1 Main, 2 Main 10
   * @param compatibility the 32 general_profile_compatibility_flags, flag 0 in the highest bit
   * @param constraints the 48 bits behind them
   * @param level thirty times the level
   */
  public record Profile(
      int space, int tier, int id, int compatibility, long constraints, int level) {}

  /** Reads a sequence parameter set, from its NAL header on; null if it cannot be one. */
  public static @Nullable H265Parameters parse(byte[] buffer, int offset, int length) {
    return H265SpsReader.read(buffer, offset, length);
  }

  /** What the first sequence parameter set of an access unit says; null if there is no good one. */
  public static @Nullable H265Parameters of(byte[] accessUnit) {
    for (int at = NalUnits.first(accessUnit); at >= 0; at = NalUnits.next(accessUnit, at)) {
      if (NalSyntax.H265.sps(NalSyntax.H265.type(accessUnit[at]))) {
        return parse(accessUnit, at, NalUnits.length(accessUnit, at));
      }
    }
    return null;
  }

  /** Whether the order of output may differ from the order of decoding. */
  public boolean reordered() {
    return reorderPictures > 0;
  }

  /**
   * The codecs parameter of ISO/IEC 14496-15 annex E for parameter sets outside of the samples, for
   * example {@code hvc1.1.6.L93.B0}.
   */
  public String codecs() {
    StringBuilder text = new StringBuilder("hvc1.");
    if (profile.space() > 0) {
      text.append((char) ('A' + profile.space() - 1));
    }
    text.append(profile.id()).append('.');
    text.append(
        Integer.toHexString(Integer.reverse(profile.compatibility())).toUpperCase(Locale.ROOT));
    text.append(profile.tier() == 0 ? ".L" : ".H").append(profile.level());
    long rest = profile.constraints() << 16;
    while (rest != 0) {
      text.append('.').append(Long.toHexString(rest >>> 56).toUpperCase(Locale.ROOT));
      rest <<= 8;
    }
    return text.toString();
  }
}
