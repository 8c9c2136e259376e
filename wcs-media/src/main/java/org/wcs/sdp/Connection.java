package org.wcs.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A c-line, RFC 8866 section 5.7; the address is without a {@code /ttl} tail. */
public record Connection(String netType, String addressType, String address) {

  /** A connection to this literal address. */
  public static Connection of(String address) {
    return new Connection("IN", address.indexOf(':') >= 0 ? "IP6" : "IP4", address);
  }

  /** Reads what stands after {@code c=}, or null. */
  public static @Nullable Connection parse(String value) {
    List<String> words = Tokens.words(value);
    if (words.size() < 3) {
      return null;
    }
    String address = words.get(2);
    int slash = address.indexOf('/');
    return new Connection(
        words.get(0), words.get(1), slash < 0 ? address : address.substring(0, slash));
  }

  /** Whether this is the old hold notation {@code 0.0.0.0} (RFC 3264 section 8.4). */
  public boolean isUnspecified() {
    return address.equals("0.0.0.0") || address.equals("::");
  }

  @Override
  public String toString() {
    return netType + " " + addressType + " " + address;
  }
}
