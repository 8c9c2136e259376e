package org.wcs.rtmp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wcs.uri.Percent;

/**
 * A name with parameters behind a question mark, as applications and streams have them in RTMP
 * URLs.
 *
 * @param name what stands before the question mark
 * @param parameters in their order; one without a value has an empty one
 */
record RtmpNames(String name, Map<String, String> parameters) {

  private static final int MOST_PARAMETERS = 64;
  private static final int LONGEST_NAME = 1_024;

  RtmpNames {
    parameters = Map.copyOf(parameters);
  }

  static RtmpNames parse(String text) {
    int question = text.indexOf('?');
    if (question < 0) {
      return new RtmpNames(text, Map.of());
    }
    return new RtmpNames(text.substring(0, question), parameters(text.substring(question + 1)));
  }

  /** Whether a stream may have that name. */
  static boolean usable(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String pair : query.split("&", MOST_PARAMETERS + 1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!name.isEmpty() && found.size() < MOST_PARAMETERS) {
        found.put(
            Percent.decode(name), equals < 0 ? "" : Percent.decode(pair.substring(equals + 1)));
      }
    }
    return found;
  }
}
