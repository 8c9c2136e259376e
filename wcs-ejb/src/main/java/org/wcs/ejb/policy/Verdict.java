package org.wcs.ejb.policy;

/**
 * The answer of an application.
 *
 * @param allowed whether the request may go on
 * @param info what to tell the client when it may not
 */
public record Verdict(boolean allowed, String info) {

  /** Go on. */
  public static final Verdict ALLOWED = new Verdict(true, "");

  /** Not allowed, with the text for the client. */
  public static Verdict refused(String info) {
    return new Verdict(false, info);
  }
}
