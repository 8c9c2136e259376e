package org.wcs.ejb.stats;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of one group while it is put together. One thread. */
final class StatValues {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int DECIMALS = 2;

  private final Map<String, JsonValue> values = new LinkedHashMap<>();

  StatValues add(String name, long value) {
    values.put(name, JSON.createValue(value));
    return this;
  }

  /** Rounded to two decimals, which are always there. */
  StatValues add(String name, double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    values.put(name, JSON.createValue(rounded));
    return this;
  }

  StatValues add(String name, String value) {
    values.put(name, JSON.createValue(value));
    return this;
  }

  StatValues add(String name, JsonValue value) {
    values.put(name, value);
    return this;
  }

  StatGroup group(String name, String title) {
    return new StatGroup(name, title, values);
  }
}
