package org.wcs.ice;

/**
 * What a message did to an {@link IceLiteAgent}.
 *
 * @param outcome what is known now
 * @param replyLength bytes to send back the way the message came; 0 for none
 */
public record IceResult(Outcome outcome, int replyLength) {
  /** The sorts of outcome. */
  public enum Outcome {
    /** The peer proved its password on this path; the selected path is as before. */
    AUTHENTICATED,
    /** The peer proved its password and this path is the selected one as of now. */
    SELECTED,
    /** An error goes back; nothing changed. */
    REFUSED,
    /** Nothing goes back, nothing changed. */
    DROPPED
  }

  /** Whether the peer proved that it knows the password: learn the path. */
  public boolean authenticated() {
    return outcome == Outcome.AUTHENTICATED || outcome == Outcome.SELECTED;
  }
}
