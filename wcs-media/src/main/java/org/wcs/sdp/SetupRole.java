package org.wcs.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who opens the connection (for DTLS: who is client), RFC 4145 section 4. */
public enum SetupRole {
  ACTIVE,
  PASSIVE,
  ACTPASS,
  HOLDCONN;

  /** The value in {@code a=setup:}. */
  public String attributeValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this attribute value, or null. */
  public static @Nullable SetupRole parse(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "active" -> ACTIVE;
      case "passive" -> PASSIVE;
      case "actpass" -> ACTPASS;
      case "holdconn" -> HOLDCONN;
      default -> null;
    };
  }
}
