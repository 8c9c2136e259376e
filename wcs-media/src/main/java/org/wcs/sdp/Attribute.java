package org.wcs.sdp;

import org.jspecify.annotations.Nullable;

/** An {@code a=name} or {@code a=name:value} line, RFC 8866 section 5.13. */
public record Attribute(String name, @Nullable String value) {

  /**
   * Splits what stands after {@code a=}; spaces around the name and after the value are dropped.
   */
  static Attribute of(String line) {
    int colon = line.indexOf(':');
    return colon < 0
        ? new Attribute(line.strip(), null)
        : new Attribute(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }

  @Override
  public String toString() {
    return value == null ? name : name + ":" + value;
  }
}
