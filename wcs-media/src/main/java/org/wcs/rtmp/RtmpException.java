package org.wcs.rtmp;

import java.io.Serial;

/** The peer broke the protocol or a limit; its connection must be closed. */
public final class RtmpException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The message says what was wrong, for the log. */
  public RtmpException(String message) {
    super(message);
  }
}
