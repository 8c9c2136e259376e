package org.wcs.ejb.service;

/** An operator's request that cannot be met; the message is a sentence for people. */
public final class RequestRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong with the request. */
  public enum Kind {
    /** It lacks something or makes no sense. */
    MALFORMED,
    /** What it names does not exist. */
    NOT_FOUND,
    /** What it wants exists already. */
    CONFLICT,
    /** The server cannot do it. */
    FAILED
  }

  private final Kind kind;

  /** Makes a refusal. */
  public RequestRefusedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }
}
