package org.wcs.ejb.hook;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one hook of a session is treated, as the backend has said when the client connected.
 * Immutable.
 *
 * @param policy whether the backend is called and what of its answer is used
 * @param failOnError whether an error of the backend has consequences
 * @param overwrite fields taken from the answer
 * @param restExclude fields the backend is not sent
 * @param clientExclude fields the client is not sent
 */
record Rule(
    Policy policy,
    boolean failOnError,
    Set<String> overwrite,
    Set<String> restExclude,
    Set<String> clientExclude) {

  /** For hooks of which the backend has said nothing. */
  static final Rule DEFAULT = new Rule(Policy.NOTIFY, false, Set.of(), Set.of(), Set.of());

  /** The field of the answer to {@code connect} that holds the rules. */
  static final String CONFIG = "restClientConfig";

  private static final Logger LOG = System.getLogger(Rule.class.getName());

  /** Whether the backend is called and what of its answer is used. */
  enum Policy {
    NOTIFY,
    OVERWRITE,
    DISABLE
  }

  /** The rules in the answer to {@code connect}. What makes no sense in it counts as not said. */
  static Map<HookMethod, Rule> read(JsonObject answer, String app) {
    JsonValue config = answer.getOrDefault(CONFIG, JsonValue.NULL);
    if (!(config instanceof JsonObject byName)) {
      if (config != JsonValue.NULL) {
        complain(app, CONFIG, config);
      }
      return Map.of();
    }
    Map<HookMethod, Rule> rules = new EnumMap<>(HookMethod.class);
    byName.forEach(
        (name, value) -> {
          HookMethod method = HookMethod.of(name);
          if (method != null && value instanceof JsonObject fields) {
            rules.put(method, of(fields, app));
          } else if (method != null) {
            complain(app, name, value);
          }
        });
    return rules.isEmpty() ? Map.of() : rules;
  }

  private static Rule of(JsonObject fields, String app) {
    String onError = text(fields, "restOnError", app);
    boolean fail = "FAIL".equalsIgnoreCase(onError);
    if (!fail && !onError.isEmpty() && !"LOG".equalsIgnoreCase(onError)) {
      complain(app, "restOnError", fields.get("restOnError"));
    }
    return new Rule(
        policy(fields, app),
        fail,
        names(fields, "restOverwrite", app),
        names(fields, "restExclude", app),
        names(fields, "clientExclude", app));
  }

  private static Policy policy(JsonObject fields, String app) {
    return switch (text(fields, "restPolicy", app).toUpperCase(Locale.ROOT)) {
      case "", "NOTIFY" -> Policy.NOTIFY;
      case "OVERWRITE" -> Policy.OVERWRITE;
      case "DISABLE", "DISABLED" -> Policy.DISABLE;
      default -> {
        complain(app, "restPolicy", fields.get("restPolicy"));
        yield Policy.NOTIFY;
      }
    };
  }

  private static Set<String> names(JsonObject fields, String key, String app) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : text(fields, key, app).split(",")) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return Set.copyOf(names);
  }

  private static String text(JsonObject fields, String key, String app) {
    JsonValue value = fields.getOrDefault(key, JsonValue.NULL);
    if (value instanceof JsonString text) {
      return text.getString().strip();
    }
    if (value != JsonValue.NULL) {
      complain(app, key, value);
    }
    return "";
  }

  private static void complain(String app, String key, @Nullable JsonValue value) {
    String shown = String.valueOf(value);
    LOG.log(
        Level.WARNING,
        "the backend of {0} gives {1} a value that makes no sense: {2}",
        app,
        key,
        shown.length() > 100 ? shown.substring(0, 100) + "..." : shown);
  }

  /** The object without some of its fields. */
  static JsonObject without(JsonObject object, Set<String> fields) {
    if (fields.stream().noneMatch(object::containsKey)) {
      return object;
    }
    JsonObjectBuilder rest = Json.createObjectBuilder();
    object.forEach(
        (name, value) -> {
          if (!fields.contains(name)) {
            rest.add(name, value);
          }
        });
    return rest.build();
  }

  /** The object with the fields that may be replaced replaced by those of the answer. */
  JsonObject overwritten(JsonObject object, JsonObject answer, Set<String> never) {
    if (policy != Policy.OVERWRITE || overwrite.isEmpty()) {
      return object;
    }
    JsonObjectBuilder changed = Json.createObjectBuilder(object);
    for (String name : overwrite) {
      JsonValue value = answer.get(name);
      if (value != null && !never.contains(name)) {
        changed.add(name, value);
      }
    }
    return changed.build();
  }
}
