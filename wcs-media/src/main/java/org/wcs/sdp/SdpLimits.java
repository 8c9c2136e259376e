package org.wcs.sdp;

/**
 * How large a description may be; above it {@link SessionDescription#parse} throws.
 *
 * @param maxBytes characters of the whole text
 * @param maxMedia m-lines
 * @param maxLinesPerSection lines of any kind (attributes above all) in the session part and in
 *     each media part
 * @param maxLine characters of one line
 */
public record SdpLimits(int maxBytes, int maxMedia, int maxLinesPerSection, int maxLine) {
  /** 256 KiB, 32 m-lines, 1000 lines a part, 8 KiB a line. */
  public static final SdpLimits DEFAULT = new SdpLimits(256 * 1024, 32, 1000, 8 * 1024);

  public SdpLimits {
    if (maxBytes < 1 || maxMedia < 0 || maxLinesPerSection < 1 || maxLine < 2) {
      throw new IllegalArgumentException(
          "limits must be positive: %d %d %d %d"
              .formatted(maxBytes, maxMedia, maxLinesPerSection, maxLine));
    }
  }
}
