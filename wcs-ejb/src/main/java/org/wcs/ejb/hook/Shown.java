package org.wcs.ejb.hook;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/** Objects as they stand in the log: bounded, and without what nobody should read there. */
final class Shown {

  private static final List<String> SECRETS = List.of("password", "token", "secret", "auth");
  private static final JsonValue MASK = Json.createValue("***");
  private static final int MAX_LENGTH = 4_096;
  private static final int MAX_DEPTH = 32;

  private Shown() {}

  static String of(JsonObject object) {
    String text = masked(object, 0).toString();
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
  }

  private static JsonValue masked(JsonValue value, int depth) {
    if (depth > MAX_DEPTH) {
      return MASK;
    }
    return switch (value) {
      case JsonObject object -> masked(object, depth);
      case JsonArray array -> {
        JsonArrayBuilder shown = Json.createArrayBuilder();
        array.forEach(one -> shown.add(masked(one, depth + 1)));
        yield shown.build();
      }
      default -> value;
    };
  }

  private static JsonValue masked(JsonObject object, int depth) {
    JsonObjectBuilder shown = Json.createObjectBuilder();
    object.forEach(
        (name, value) -> shown.add(name, secret(name) ? MASK : masked(value, depth + 1)));
    return shown.build();
  }

  private static boolean secret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(lower::contains);
  }
}
