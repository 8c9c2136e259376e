package org.wcs.dtls;

/** Which side begins. */
public enum DtlsRole {
  /** Sends the first message; a=setup:active. */
  CLIENT,
  /** Waits for it; a=setup:passive. */
  SERVER
}
