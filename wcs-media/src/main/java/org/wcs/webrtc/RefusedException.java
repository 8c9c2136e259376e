package org.wcs.webrtc;

import org.wcs.stream.EndReason;

/** A request that cannot be met: the offer is unusable, the name is taken, nothing fits. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final EndReason reason;

  /** Makes a refusal; the detail is for the log and for clients that show more than the reason. */
  public RefusedException(EndReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  /** What to tell the client. */
  public EndReason reason() {
    return reason;
  }
}
