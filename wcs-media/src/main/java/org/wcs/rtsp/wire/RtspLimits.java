package org.wcs.rtsp.wire;

/**
 * What one peer may make us hold and bear.
 *
 * @param headBytes of a message's start line and headers together
 * @param bodyBytes of a message's body
 * @param headers of one message
 * @param strayBytes bytes in a row that belong to no message and are skipped; 0 where the first one
 *     is an error
 */
public record RtspLimits(int headBytes, int bodyBytes, int headers, int strayBytes) {

  /** For peers that must do it right. */
  public static final RtspLimits SERVER = new RtspLimits(16_384, 131_072, 128, 0);

  /** For cameras, which are known to lose count of their own bytes. */
  public static final RtspLimits CLIENT = new RtspLimits(16_384, 131_072, 128, 131_072);

  public RtspLimits {
    if (headBytes < 64 || bodyBytes < 0 || headers < 1 || strayBytes < 0) {
      throw new IllegalArgumentException(
          "head "
              + headBytes
              + ", body "
              + bodyBytes
              + ", headers "
              + headers
              + ", stray "
              + strayBytes);
    }
  }
}
