package org.wcs.flv;

import org.jspecify.annotations.Nullable;

/** Codecs of video tags: by number (FLV 10.1 annex E.4.3.1) or by FourCC. */
public enum VideoFormat {
  SORENSON_H263(2, ""),
  SCREEN(3, ""),
  VP6(4, ""),
  VP6_ALPHA(5, ""),
  SCREEN_2(6, ""),
  AVC(7, "avc1"),
  /** The number is a habit of servers and encoders in China, not a standard. */
  HEVC(12, "hvc1"),
  VP8(-1, "vp08"),
  VP9(-1, "vp09"),
  AV1(-1, "av01"),
  VVC(-1, "vvc1");

  private static final VideoFormat[] VALUES = values();

  final int id;
  final String fourCc;
  private final int code;

  VideoFormat(int id, String fourCc) {
    this.id = id;
    this.fourCc = fourCc;
    this.code = fourCc.isEmpty() ? 0 : FourCc.of(fourCc);
  }

  static @Nullable VideoFormat ofId(int id) {
    for (VideoFormat format : VALUES) {
      if (format.id == id) {
        return format;
      }
    }
    return null;
  }

  static @Nullable VideoFormat ofCode(int code) {
    for (VideoFormat format : VALUES) {
      if (format.code == code && code != 0) {
        return format;
      }
    }
    return null;
  }

  /** Whether pictures may be shown in another order than decoded, so that bodies tell a delay. */
  boolean delayed() {
    return this == AVC || this == HEVC || this == VVC;
  }
}
