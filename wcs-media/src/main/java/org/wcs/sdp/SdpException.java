package org.wcs.sdp;

import java.io.Serial;

/** The text is no session description, or is larger than {@link SdpLimits} allow. */
public final class SdpException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The message names the line number and what is wrong, never the whole text. */
  public SdpException(String message) {
    super(message);
  }
}
