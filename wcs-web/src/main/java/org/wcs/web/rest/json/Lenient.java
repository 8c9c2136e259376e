package org.wcs.web.rest.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Single values as clients send them: numbers and booleans may come as texts, an empty text means
 * absent, as {@code null} does. Stateless.
 */
final class Lenient {

  /** Longer ones are no name, no URL and no file of anybody. */
  static final int LONGEST_TEXT = 4_096;

  /** A whole number; some clients write a fraction of nothing. */
  private static final Pattern WHOLE = Pattern.compile("([+-]?[0-9]{1,18})(?:\\.0{1,18})?");

  private Lenient() {}

  static boolean absent(@Nullable JsonValue value) {
    return value == null || value.getValueType() == JsonValue.ValueType.NULL;
  }

  /** A text, or a number or a boolean as one; null if it is absent or blank. */
  static @Nullable String text(String key, @Nullable JsonValue value) throws BadRequest {
    if (value == null) {
      return null;
    }
    String text =
        switch (value.getValueType()) {
          case NULL -> "";
          case STRING -> ((JsonString) value).getString();
          case NUMBER, TRUE, FALSE -> value.toString();
          case ARRAY, OBJECT -> throw new BadRequest(key + " must be a string");
        };
    if (text.length() > LONGEST_TEXT) {
      throw new BadRequest(key + " is too long");
    }
    return text.isBlank() ? null : text;
  }

  static @Nullable Boolean flag(String key, @Nullable JsonValue value) throws BadRequest {
    String text = scalar(key, value, " must be true or false");
    if (text == null) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Boolean.TRUE;
      case "false", "0" -> Boolean.FALSE;
      default -> throw new BadRequest(key + " must be true or false");
    };
  }

  static @Nullable Integer integer(String key, @Nullable JsonValue value) throws BadRequest {
    String text = scalar(key, value, " must be a whole number");
    if (text == null) {
      return null;
    }
    var whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw new BadRequest(key + " must be a whole number");
    }
    long number = Long.parseLong(whole.group(1));
    if (number != (int) number) {
      throw new BadRequest(key + " is out of range");
    }
    return (int) number;
  }

  /** A list of texts; a single text is a list of one. */
  static @Nullable List<String> texts(String key, @Nullable JsonValue value) throws BadRequest {
    if (!(value instanceof JsonArray array)) {
      String one = scalar(key, value, " must be a list of strings");
      return one == null ? null : List.of(one);
    }
    List<String> texts = new ArrayList<>();
    for (JsonValue each : array) {
      String text = scalar(key, each, " must be a list of strings");
      if (text != null) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  static @Nullable JsonObject object(String key, @Nullable JsonValue value) throws BadRequest {
    if (value == null || absent(value)) {
      return null;
    }
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw new BadRequest(key + " must be an object");
    }
    return value.asJsonObject();
  }

  private static @Nullable String scalar(String key, @Nullable JsonValue value, String otherwise)
      throws BadRequest {
    if (value instanceof JsonArray || value instanceof JsonObject) {
      throw new BadRequest(key + otherwise);
    }
    String text = text(key, value);
    return text == null ? null : text.strip();
  }
}
