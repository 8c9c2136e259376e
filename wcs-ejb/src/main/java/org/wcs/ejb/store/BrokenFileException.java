package org.wcs.ejb.store;

/** A file that is not a database; the message tells why. */
final class BrokenFileException extends Exception {

  private static final long serialVersionUID = 1L;

  BrokenFileException(String message) {
    super(message);
  }
}
