package org.wcs.rtsp.wire;

import java.io.Serial;

/** The peer broke the protocol or a limit; its connection must be closed. */
public final class RtspException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Says what was wrong.
   *
   * @param status what a server answers, such as 400 (RFC 2326 section 7.1.1)
   * @param message for the log; shows nothing that the peer sent
   */
  public RtspException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** What a server answers before it closes. */
  public int status() {
    return status;
  }
}
