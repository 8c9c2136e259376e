package org.wcs.packetize;

import org.jspecify.annotations.Nullable;

/**
 * What a sequence header says (AV1 section 5.5). Immutable.
 *
 * @param profile seq_profile: 0 Main, 1 High, 2 Professional
 * @param level seq_level_idx of operating point 0: 8 is 4.0, 31 unlimited
 * @param tier seq_tier of operating point 0
 * @param width greatest width of a frame, in pixels
 * @param height greatest height of a frame, in pixels
 * @param color how samples are stored
 */
public record Av1Parameters(int profile, int level, int tier, int width, int height, Color color) {

  /**
   * The parts of color_config that others need to know (AV1 section 5.5.2).
   *
   * @param bitDepth 8, 10 or 12
   * @param monochrome without chroma
   * @param subsamplingX whether chroma has half the width
   * @param subsamplingY whether chroma has half the height
   * @param samplePosition chroma_sample_position, 0 unknown
   */
  public record Color(
      int bitDepth,
      boolean monochrome,
      boolean subsamplingX,
      boolean subsamplingY,
      int samplePosition) {}

  /** What the first sequence header of a temporal unit says; null if there is no good one. */
  public static @Nullable Av1Parameters of(byte[] temporalUnit) {
    int at = Obus.sequenceHeader(temporalUnit);
    return at < 0
        ? null
        : parse(temporalUnit, Obus.payload(temporalUnit, at), Obus.end(temporalUnit, at));
  }

  /** Reads a sequence header behind its OBU header; null if it is cut off. */
  static @Nullable Av1Parameters parse(byte[] buffer, int from, int end) {
    return Av1SequenceReader.read(new BitReader(buffer, from, end, false));
  }

  /** The codecs parameter of the AV1 binding to ISO BMFF, for example {@code av01.0.04M.08}. */
  public String codecs() {
    String twoDigits = level < 10 ? "0" + level : Integer.toString(level);
    String depth = color.bitDepth() < 10 ? "08" : Integer.toString(color.bitDepth());
    return "av01." + profile + '.' + twoDigits + (tier == 0 ? "M." : "H.") + depth;
  }
}
