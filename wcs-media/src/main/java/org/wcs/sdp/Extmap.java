package org.wcs.sdp;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=extmap}, RFC 8285 section 8.
 *
 * @param id 1 to 4095
 * @param direction or null if not restricted
 * @param uri names the header extension
 * @param attributes what follows the URI, or null
 */
public record Extmap(
    int id, @Nullable Direction direction, String uri, @Nullable String attributes) {

  /** Reads the attribute value, or null. */
  public static @Nullable Extmap parse(String value) {
    List<String> words = Tokens.words(value);
    if (words.size() < 2) {
      return null;
    }
    String head = words.get(0);
    int slash = head.indexOf('/');
    long id = Tokens.number(slash < 0 ? head : head.substring(0, slash), 4095);
    Direction direction = null;
    if (slash >= 0) {
      direction = Direction.ofAttribute(head.substring(slash + 1).toLowerCase(Locale.ROOT));
    }
    if (id < 1 || (slash >= 0 && direction == null)) {
      return null;
    }
    String rest = words.size() == 2 ? null : String.join(" ", words.subList(2, words.size()));
    return new Extmap((int) id, direction, words.get(1), rest);
  }

  @Override
  public String toString() {
    String way = direction == null ? "" : "/" + direction.attributeName();
    return id + way + " " + uri + (attributes == null ? "" : " " + attributes);
  }
}
