package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=rid}, RFC 8851 section 4.
 *
 * @param id letters, digits, {@code -} and {@code _}
 * @param direction {@link Direction#SENDONLY} for {@code send}, {@link Direction#RECVONLY} for
 *     {@code recv}
 * @param restrictions everything after the direction, or null
 */
public record Rid(String id, Direction direction, @Nullable String restrictions) {
  public Rid {
    if (direction != Direction.SENDONLY && direction != Direction.RECVONLY) {
      throw new IllegalArgumentException("a rid either sends or receives, not " + direction);
    }
  }

  /** Reads the attribute value, or null. */
  public static @Nullable Rid parse(String value) {
    List<String> words = Tokens.words(value);
    if (words.size() < 2) {
      return null;
    }
    String rest = words.size() == 2 ? null : String.join(" ", words.subList(2, words.size()));
    return switch (words.get(1).toLowerCase(Locale.ROOT)) {
      case "send" -> new Rid(words.get(0), Direction.SENDONLY, rest);
      case "recv" -> new Rid(words.get(0), Direction.RECVONLY, rest);
      default -> null;
    };
  }

  /** The payload types of a {@code pt=} restriction; empty if every one is allowed. */
  public List<Integer> payloadTypes() {
    List<Integer> types = new ArrayList<>();
    for (String part : restrictions == null ? new String[0] : restrictions.split(";", -1)) {
      if (part.strip().startsWith("pt=")) {
        for (String number : part.strip().substring(3).split(",", -1)) {
          int type = Tokens.payloadType(number.strip());
          if (type >= 0) {
            types.add(type);
          }
        }
      }
    }
    return types;
  }

  @Override
  public String toString() {
    String head = id + (direction == Direction.SENDONLY ? " send" : " recv");
    return restrictions == null ? head : head + " " + restrictions;
  }
}
