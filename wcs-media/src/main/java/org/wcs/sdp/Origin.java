package org.wcs.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An o-line, RFC 8866 section 5.2; the numbers stay text, for they may be of any size. */
public record Origin(
    String username,
    String sessionId,
    String sessionVersion,
    String netType,
    String addressType,
    String address) {

  /** Reads what stands after {@code o=}, or null. */
  public static @Nullable Origin parse(String value) {
    List<String> words = Tokens.words(value);
    if (words.size() < 6) {
      return null;
    }
    return new Origin(
        words.get(0), words.get(1), words.get(2), words.get(3), words.get(4), words.get(5));
  }

  @Override
  public String toString() {
    return String.join(" ", username, sessionId, sessionVersion, netType, addressType, address);
  }
}
