package org.wcs.ejb.service;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Lenient look-ups in one JSON object: numbers and booleans may come as strings. A value of a type
 * that cannot be meant becomes the object's fault, and the look-up answers as if it were absent.
 * Not for several threads.
 */
public final class Fields {

  private static final int MAX_TEXT = 4_096;

  private final JsonObject object;
  private @Nullable String fault;

  /** Looks into the object. */
  public Fields(JsonObject object) {
    this.object = object;
  }

  /** What is looked into. */
  public JsonObject object() {
    return object;
  }

  /** The first thing that was wrong, null if nothing was. */
  public @Nullable String fault() {
    return fault;
  }

  /** The text, empty if absent. */
  public String text(String key) {
    String text = textOrNull(key);
    return text == null ? "" : text;
  }

  /** The text, null if absent. */
  public @Nullable String textOrNull(String key) {
    return text(key, MAX_TEXT);
  }

  /** The text, null if absent; a longer one is a fault. */
  public @Nullable String text(String key, int longest) {
    JsonValue value = object.get(key);
    if (value == null) {
      return null;
    }
    String text =
        switch (value.getValueType()) {
          case STRING -> ((JsonString) value).getString();
          case NUMBER, TRUE, FALSE -> value.toString();
          case NULL -> null;
          case ARRAY, OBJECT -> wrong(key, "a string");
        };
    return text != null && text.length() > longest ? wrong(key, "shorter") : text;
  }

  /** The number, 0 if absent. */
  public double number(String key) {
    JsonValue value = object.get(key);
    if (value instanceof JsonNumber number) {
      return number.doubleValue();
    }
    String text = textOrNull(key);
    if (text == null || text.isBlank()) {
      return 0;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      wrong(key, "a number");
      return 0;
    }
  }

  /** Whether it is meant to be true; absent means no. */
  public boolean flag(String key) {
    String text = textOrNull(key);
    if (text == null || text.isEmpty() || text.equalsIgnoreCase("false") || text.equals("0")) {
      return false;
    }
    if (!text.equalsIgnoreCase("true") && !text.equals("1")) {
      wrong(key, "true or false");
    }
    return true;
  }

  /** Whether there is anything but null. */
  public boolean has(String key) {
    JsonValue value = object.get(key);
    return value != null && value.getValueType() != JsonValue.ValueType.NULL;
  }

  /** The value as JSON text, null if absent. */
  public @Nullable String json(String key, int longest) {
    if (!has(key)) {
      return null;
    }
    String json = String.valueOf(object.get(key));
    return json.length() > longest ? wrong(key, "smaller") : json;
  }

  /** The whole is not to be longer than that as JSON text. */
  void limit(int longest) {
    if (object.toString().length() > longest && fault == null) {
      fault = "the message must be smaller";
    }
  }

  private @Nullable String wrong(String key, String wanted) {
    if (fault == null) {
      fault = key + " must be " + wanted;
    }
    return null;
  }
}
