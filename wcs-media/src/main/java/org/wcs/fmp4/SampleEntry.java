package org.wcs.fmp4;

/** How the samples of a track are coded: one entry of stsd. Immutable. */
public sealed interface SampleEntry {

  /**
   * Pictures.
   *
   * @param type {@code avc1}, {@code hvc1}, {@code av01} or {@code vp09}
   * @param configurationType {@code avcC}, {@code hvcC}, {@code av1C} or {@code vpcC}
   * @param configuration content of that box; frozen
   * @param width in pixels
   * @param height in pixels
   */
  record Visual(String type, String configurationType, byte[] configuration, int width, int height)
      implements SampleEntry {
    public Visual {
      if (type.length() != 4 || configurationType.length() != 4) {
        throw new IllegalArgumentException("boxes " + type + ", " + configurationType);
      }
      if (width < 1 || width > 0xFFFF || height < 1 || height > 0xFFFF) {
        throw new IllegalArgumentException("a picture of " + width + "x" + height);
      }
    }

    /** H.264 with its parameter sets in the record. */
    public static Visual avc1(byte[] avcC, int width, int height) {
      return new Visual("avc1", "avcC", avcC, width, height);
    }

    /** H.265 with its parameter sets in the record. */
    public static Visual hvc1(byte[] hvcC, int width, int height) {
      return new Visual("hvc1", "hvcC", hvcC, width, height);
    }

    /** AV1. */
    public static Visual av01(byte[] av1C, int width, int height) {
      return new Visual("av01", "av1C", av1C, width, height);
    }

    /** VP9; the record follows a version of 1. */
    public static Visual vp09(byte[] vpcC, int width, int height) {
      return new Visual("vp09", "vpcC", vpcC, width, height);
    }
  }

  /**
   * AAC.
   *
   * @param objectType MPEG-4 audio object type: 2 LC, 5 with band replication
   * @param sampleRate of the core, in Hz
   * @param channels 1 to 8
   */
  record Aac(int objectType, int sampleRate, int channels) implements SampleEntry {}

  /**
   * Opus.
   *
   * @param channels 1 or 2
   * @param preSkip samples at 48 kHz that a player leaves out at the start
   */
  record Opus(int channels, int preSkip) implements SampleEntry {}
}
