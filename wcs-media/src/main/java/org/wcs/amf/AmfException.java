package org.wcs.amf;

import java.io.Serial;

/** The bytes are no AMF, or hold more than {@link AmfLimits} allow. */
public final class AmfException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** The message says what is wrong and at which byte. */
  public AmfException(String message) {
    super(message);
  }
}
