package org.wcs.codec;

/** The levels of H.264: how much a decoder must be able to do (ITU-T H.264 table A-1). */
enum H264Level {
  L1_1(11, 3_000, 396),
  L1_2(12, 6_000, 396),
  L1_3(13, 11_880, 396),
  L2_1(21, 19_800, 792),
  L2_2(22, 20_250, 1_620),
  L3(30, 40_500, 1_620),
  L3_1(31, 108_000, 3_600),
  L3_2(32, 216_000, 5_120),
  L4(40, 245_760, 8_192),
  L4_2(42, 522_240, 8_704),
  L5(50, 589_824, 22_080),
  L5_1(51, 983_040, 36_864),
  L5_2(52, 2_073_600, 36_864);

  private static final int CONSTRAINED_BASELINE = 0x42E000;

  private final int idc;
  private final int macroblocksPerSecond;
  private final int macroblocks;

  H264Level(int idc, int macroblocksPerSecond, int macroblocks) {
    this.idc = idc;
    this.macroblocksPerSecond = macroblocksPerSecond;
    this.macroblocks = macroblocks;
  }

  /** The profile-level-id of Constrained Baseline for pictures of this size and rate. */
  static int constrainedBaseline(int width, int height, int framesPerSecond) {
    long picture = (long) ((width + 15) / 16) * ((height + 15) / 16);
    for (H264Level level : values()) {
      if (picture <= level.macroblocks && picture * framesPerSecond <= level.macroblocksPerSecond) {
        return CONSTRAINED_BASELINE | level.idc;
      }
    }
    return CONSTRAINED_BASELINE | L5_2.idc;
  }
}
