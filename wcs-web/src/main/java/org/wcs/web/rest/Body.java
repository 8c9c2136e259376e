package org.wcs.web.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.RequestRefusedException.Kind;

/**
 * The object that a request carries. Look-ups are lenient: numbers and booleans may come as
 * strings, and null means absent.
 */
final class Body {

  private static final JsonProvider JSON = JsonProvider.provider();

  /** No request of this API comes near it. */
  static final int MOST_OCTETS = 64 * 1_024;

  private static final int LONGEST_TEXT = 4_096;

  private final JsonObject object;

  private Body(JsonObject object) {
    this.object = object;
  }

  /**
   * Reads a body; an empty one is an empty object.
   *
   * @throws RequestRefusedException if it is not one JSON object, or too large
   */
  static Body read(InputStream in) throws IOException, RequestRefusedException {
    byte[] octets = in.readNBytes(MOST_OCTETS + 1);
    if (octets.length > MOST_OCTETS) {
      throw malformed("The body is larger than " + MOST_OCTETS + " bytes");
    }
    if (new String(octets, StandardCharsets.UTF_8).isBlank()) {
      return new Body(JsonValue.EMPTY_JSON_OBJECT);
    }
    try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(octets))) {
      parser.next();
      JsonObject object = parser.getObject();
      if (parser.hasNext()) {
        throw malformed("The body is more than a JSON object");
      }
      return new Body(object);
    } catch (RuntimeException | StackOverflowError unreadable) {
      // not only JsonException: Parsson 1.1 tells of deep nesting by a bare RuntimeException
      throw malformed("The body is not a JSON object");
    }
  }

  /** A text, a number or a boolean as text; null if absent or empty. */
  @Nullable String text(String key) throws RequestRefusedException {
    JsonValue value = object.get(key);
    if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
      return null;
    }
    String text =
        switch (value.getValueType()) {
          case STRING -> ((JsonString) value).getString();
          case NUMBER, TRUE, FALSE -> value.toString();
          case ARRAY, OBJECT, NULL -> throw malformed(key + " must be a string");
        };
    if (text.length() > LONGEST_TEXT) {
      throw malformed(key + " is too long");
    }
    return text.isBlank() ? null : text;
  }

  /** A text that must be there. */
  String required(String key) throws RequestRefusedException {
    String text = text(key);
    if (text == null) {
      throw malformed(key + " is missing");
    }
    return text;
  }

  /** A boolean, null if absent. */
  @Nullable Boolean flag(String key) throws RequestRefusedException {
    String text = text(key);
    if (text == null) {
      return null;
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Boolean.TRUE;
      case "false", "0" -> Boolean.FALSE;
      default -> throw malformed(key + " must be true or false");
    };
  }

  /** A boolean, false if absent. */
  boolean isSet(String key) throws RequestRefusedException {
    return Boolean.TRUE.equals(flag(key));
  }

  /** An object within; an empty one if absent. */
  Body object(String key) throws RequestRefusedException {
    JsonValue value = object.getOrDefault(key, JsonValue.NULL);
    return switch (value.getValueType()) {
      case OBJECT -> new Body(value.asJsonObject());
      case NULL -> new Body(JsonValue.EMPTY_JSON_OBJECT);
      case ARRAY, STRING, NUMBER, TRUE, FALSE -> throw malformed(key + " must be an object");
    };
  }

  private static RequestRefusedException malformed(String message) {
    return new RequestRefusedException(Kind.MALFORMED, message);
  }
}
