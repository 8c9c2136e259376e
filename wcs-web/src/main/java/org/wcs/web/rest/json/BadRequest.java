package org.wcs.web.rest.json;

/** A request that says nothing its reader understands; the message is a sentence for people. */
public final class BadRequest extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes a refusal. */
  public BadRequest(String message) {
    super(message);
  }
}
