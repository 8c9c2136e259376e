package org.wcs.web.signalling;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes the JSON of one frame (RFC 8259); absent values are left out. Not for several threads. */
final class Frame {

  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder json;
  private boolean first = true;

  private Frame(StringBuilder json) {
    this.json = json;
  }

  /** A frame with one object as its argument; finish it with {@link #end}. */
  static Frame of(String message) {
    Frame frame = new Frame(new StringBuilder(256));
    frame.json.append("{\"message\":\"").append(message).append("\",\"data\":[{");
    return frame;
  }

  /** A frame with these arguments, each JSON text. */
  static String of(String message, String... arguments) {
    return "{\"message\":\"" + message + "\",\"data\":[" + String.join(",", arguments) + "]}";
  }

  /** A JSON string. */
  static String quote(String text) {
    StringBuilder json = new StringBuilder(text.length() + 16);
    quote(text, json);
    return json.toString();
  }

  Frame text(String key, @Nullable String value) {
    if (value != null) {
      key(key);
      quote(value, json);
    }
    return this;
  }

  Frame number(String key, long value) {
    key(key);
    json.append(value);
    return this;
  }

  Frame flag(String key, boolean value) {
    key(key);
    json.append(value);
    return this;
  }

  /** A value that is JSON text already. */
  Frame json(String key, @Nullable String value) {
    if (value != null) {
      key(key);
      json.append(value);
    }
    return this;
  }

  String end() {
    return json.append("}]}").toString();
  }

  private void key(String key) {
    if (!first) {
      json.append(',');
    }
    first = false;
    json.append('"').append(key).append("\":");
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> plain(c, json);
      }
    }
    json.append('"');
  }

  /** Lone surrogates have no UTF-8 form and are escaped like control characters. */
  private static void plain(char c, StringBuilder json) {
    if (c < 0x20 || c == 0x7f || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
      json.append("\\u").append(HEX.toHexDigits(c));
    } else {
      json.append(c);
    }
  }
}
