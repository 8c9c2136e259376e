package org.wcs.config;

/**
 * A password; it never shows in a log, a message or a dump.
 *
 * @param value the password in clear
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
