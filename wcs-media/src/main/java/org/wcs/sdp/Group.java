package org.wcs.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code a=group:BUNDLE 0 1}, RFC 5888 section 5 and RFC 8843. */
public record Group(String semantics, List<String> mids) {
  public Group {
    mids = List.copyOf(mids);
  }

  /** Reads the attribute value, or null. */
  public static @Nullable Group parse(String value) {
    List<String> words = Tokens.words(value);
    return words.isEmpty() ? null : new Group(words.get(0), words.subList(1, words.size()));
  }

  @Override
  public String toString() {
    return mids.isEmpty() ? semantics : semantics + " " + String.join(" ", mids);
  }
}
