package org.wcs.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Typed look-ups over the three sources of settings. A value that cannot be used becomes a fault,
 * and its default goes on, so that one reading finds every fault. Each look-up makes its key known.
 */
final class Settings {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(us|ms|s|m|h)?");

  private final Properties file;
  private final Map<String, String> environment;
  private final Properties system;
  private final Map<String, String> defaults = new LinkedHashMap<>();
  private final Set<String> secrets = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  Settings(Properties file, Map<String, String> environment, Properties system) {
    this.file = file;
    this.environment = environment;
    this.system = system;
  }

  String text(String key, String byDefault) {
    defaults.put(key, byDefault);
    String found = find(key);
    return found == null ? byDefault : found;
  }

  /** A password; its key is remembered as one whose value shows nowhere. */
  Secret secret(String key, String byDefault) {
    secrets.add(key);
    return new Secret(text(key, byDefault));
  }

  boolean flag(String key, boolean byDefault) {
    String value = text(key, String.valueOf(byDefault)).toLowerCase(Locale.ROOT);
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> refused(key, value, "true or false", byDefault);
    };
  }

  int integer(String key, int byDefault, int least, int most) {
    String value = text(key, String.valueOf(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      return refused(key, value, "a whole number from " + least + " to " + most, byDefault);
    }
    return refused(key, value, "a number from " + least + " to " + most, byDefault);
  }

  int port(String key, int byDefault) {
    return integer(key, byDefault, 1, 65_535);
  }

  /** A number alone is milliseconds; {@code us ms s m h} may follow it. */
  Duration duration(String key, String byDefault, Duration least, Duration most) {
    String value = text(key, byDefault);
    Optional<Duration> parsed = duration(value);
    if (parsed.isPresent()
        && parsed.get().compareTo(least) >= 0
        && parsed.get().compareTo(most) <= 0) {
      return parsed.get();
    }
    String wanted = "a time from " + least.toMillis() + " to " + most.toMillis() + " ms";
    return refused(key, value, wanted, duration(byDefault).orElse(least));
  }

  /** Comma-separated words; an empty value is the empty list. */
  List<String> list(String key, String byDefault) {
    return Arrays.stream(text(key, byDefault).split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** IP addresses or host names; names are not resolved here. */
  List<String> hosts(String key) {
    List<String> hosts = list(key, "");
    for (String host : hosts) {
      if (!host.matches("[A-Za-z0-9.:%_\\-]{1,253}")) {
        fault(key + "=" + host + " is not an IP address or a host name");
      }
    }
    return hosts;
  }

  <E extends Enum<E>> E oneOf(String key, E byDefault) {
    String value = text(key, byDefault.name());
    E[] all = byDefault.getDeclaringClass().getEnumConstants();
    for (E each : all) {
      if (each.name().equalsIgnoreCase(value)) {
        return each;
      }
    }
    return refused(key, value, "one of " + Arrays.toString(all), byDefault);
  }

  /**
   * Builds one record. What its constructor refuses becomes a fault like any other, and the record
   * of the defaults goes on.
   */
  <T> T section(Function<Settings, T> builder) {
    try {
      return builder.apply(this);
    } catch (IllegalArgumentException e) {
      fault(String.valueOf(e.getMessage()));
      return builder.apply(new Settings(new Properties(), Map.of(), new Properties()));
    }
  }

  void fault(String sentence) {
    faults.add(sentence);
  }

  void throwIfFaulty() {
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
  }

  /** Every key looked up so far with its default, in order. */
  Map<String, String> defaults() {
    return defaults;
  }

  /** Whether a key was looked up as that of a password. */
  boolean secret(String key) {
    return secrets.contains(key);
  }

  /** One warning for each key of the file that nothing looked up. */
  List<String> warnings() {
    Set<String> known = defaults.keySet();
    return file.stringPropertyNames().stream()
        .filter(key -> !known.contains(key))
        .sorted()
        .map(key -> unknown(key, known))
        .toList();
  }

  private static String unknown(String key, Set<String> known) {
    String hint = NearestKey.of(key, known).map(near -> "; did you mean " + near + "?").orElse("");
    return key + " is not a setting of this version" + hint;
  }

  private @Nullable String find(String key) {
    String value = system.getProperty(key);
    if (value == null) {
      value = environment.get(variable(key));
    }
    if (value == null) {
      value = file.getProperty(key);
    }
    return value == null ? null : value.strip();
  }

  /** {@code ws.port} is {@code WCS_WS_PORT}; {@code wcs.data} is {@code WCS_DATA}. */
  static String variable(String key) {
    String words = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return words.startsWith("WCS_") ? words : "WCS_" + words;
  }

  private static Optional<Duration> duration(String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = Optional.ofNullable(matcher.group(2)).orElse("ms");
    return Optional.of(
        switch (unit) {
          case "us" -> Duration.ofNanos(amount * 1_000);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofMillis(amount);
        });
  }

  private <T> T refused(String key, String value, String wanted, T byDefault) {
    fault(key + "=" + value + " must be " + wanted);
    return byDefault;
  }
}
