package org.wcs.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which way media flows, RFC 8866 section 6.7. */
public enum Direction {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /** The same flow as seen from the other side. */
  public Direction reversed() {
    return switch (this) {
      case SENDRECV -> SENDRECV;
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case INACTIVE -> INACTIVE;
    };
  }

  /** Whether the side that says this sends. */
  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  /** Whether the side that says this receives. */
  public boolean receives() {
    return this == SENDRECV || this == RECVONLY;
  }

  /** The direction with these two halves. */
  public static Direction of(boolean sends, boolean receives) {
    if (sends) {
      return receives ? SENDRECV : SENDONLY;
    }
    return receives ? RECVONLY : INACTIVE;
  }

  /** The attribute name, such as {@code sendrecv}. */
  public String attributeName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The direction of this attribute name, or null if the name is none. */
  public static @Nullable Direction ofAttribute(String name) {
    return switch (name) {
      case "sendrecv" -> SENDRECV;
      case "sendonly" -> SENDONLY;
      case "recvonly" -> RECVONLY;
      case "inactive" -> INACTIVE;
      default -> null;
    };
  }
}
