package org.wcs.ice;

/** Why an agent gave up; the reasons are the texts that WCS clients compare. */
public enum IceFailure {
  /** No pair was selected in time. */
  TIMEOUT("Failed by ICE timeout"),
  /** The authenticated checks ceased. */
  KEEP_ALIVE("Failed by ICE keep alive");

  private final String reason;

  IceFailure(String reason) {
    this.reason = reason;
  }

  /** The status text for clients. */
  public String reason() {
    return reason;
  }
}
