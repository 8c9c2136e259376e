package org.wcs.ejb.store;

/** A change that is not made; the message tells people why. */
public final class StoreException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With the text for people. */
  public StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
