package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code a=ssrc-group:FID 1 2}, RFC 5576 section 4.2. */
public record SsrcGroup(String semantics, List<Long> ssrcs) {
  public SsrcGroup {
    ssrcs = List.copyOf(ssrcs);
  }

  /** Reads the attribute value, or null. */
  public static @Nullable SsrcGroup parse(String value) {
    List<String> words = Tokens.words(value);
    if (words.isEmpty()) {
      return null;
    }
    List<Long> ssrcs = new ArrayList<>();
    for (String word : words.subList(1, words.size())) {
      long ssrc = Tokens.number(word, 0xFFFFFFFFL);
      if (ssrc < 0) {
        return null;
      }
      ssrcs.add(ssrc);
    }
    return new SsrcGroup(words.get(0), ssrcs);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(semantics);
    ssrcs.forEach(ssrc -> text.append(' ').append(ssrc));
    return text.toString();
  }
}
