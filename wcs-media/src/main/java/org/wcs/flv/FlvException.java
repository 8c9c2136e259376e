package org.wcs.flv;

import java.io.Serial;

/** A tag body cannot be read; the next one may be good. */
public final class FlvException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The message says what is wrong. */
  public FlvException(String message) {
    super(message);
  }
}
