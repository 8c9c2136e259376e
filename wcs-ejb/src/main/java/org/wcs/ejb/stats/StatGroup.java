package org.wcs.ejb.stats;

import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statistics that belong together.
 *
 * @param name of the group on the wire
 * @param title above its values in text
 * @param values by their names, in order
 */
public record StatGroup(String name, String title, Map<String, JsonValue> values) {

  /** Copies the values. */
  public StatGroup {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
