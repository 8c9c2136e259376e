package org.wcs.sdp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code a=fmtp}, RFC 8866 section 6.15: the parameters of one payload type in the order they came.
 * Names are looked up ignoring case (RFC 4855 section 3); of two equal names the last counts.
 */
public final class Fmtp {
  private final int payloadType;
  private final String text;
  private final Map<String, String> valueOfLowerName = new LinkedHashMap<>();

  private Fmtp(int payloadType, String text) {
    this.payloadType = payloadType;
    this.text = text;
    for (String parameter : text.split(";", -1)) {
      int equals = parameter.indexOf('=');
      String name = (equals < 0 ? parameter : parameter.substring(0, equals)).strip();
      if (!name.isEmpty()) {
        String value = equals < 0 ? "" : parameter.substring(equals + 1).strip();
        valueOfLowerName.put(name.toLowerCase(Locale.ROOT), value);
      }
    }
  }

  /** From the text that follows the payload type, such as {@code minptime=10;useinbandfec=1}. */
  public static Fmtp of(int payloadType, String parameters) {
    if (payloadType < 0 || payloadType > 127) {
      throw new IllegalArgumentException("payload type must be 0-127, was " + payloadType);
    }
    return new Fmtp(payloadType, parameters.strip());
  }

  /** Reads the attribute value, or null. */
  public static @Nullable Fmtp parse(String value) {
    String line = value.strip();
    int space = line.indexOf(' ');
    int payloadType = Tokens.payloadType(space < 0 ? line : line.substring(0, space));
    if (payloadType < 0) {
      return null;
    }
    return new Fmtp(payloadType, space < 0 ? "" : line.substring(space + 1).strip());
  }

  /** The payload type described. */
  public int payloadType() {
    return payloadType;
  }

  /** Everything after the payload type, as it came. */
  public String text() {
    return text;
  }

  /** Value of a parameter, "" if it stands without one, null if it is absent. */
  public @Nullable String get(String name) {
    return valueOfLowerName.get(name.toLowerCase(Locale.ROOT));
  }

  /** Value of a parameter that is a number of 0 to 2^31-1, else the fallback. */
  public int getInt(String name, int fallback) {
    String value = get(name);
    long number = value == null ? -1 : Tokens.number(value, Integer.MAX_VALUE);
    return number < 0 ? fallback : (int) number;
  }

  /** All parameters in order, names in lower case. */
  public Map<String, String> parameters() {
    return Collections.unmodifiableMap(valueOfLowerName);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fmtp that && payloadType == that.payloadType && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(payloadType, text);
  }

  @Override
  public String toString() {
    return payloadType + " " + text;
  }
}
