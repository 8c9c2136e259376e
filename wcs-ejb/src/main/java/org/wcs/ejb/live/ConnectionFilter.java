package org.wcs.ejb.live;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;

/**
 * Which clients are meant: those that have all these fields with these values.
 *
 * @param fields values as text, by the names under which clients are listed
 */
public record ConnectionFilter(Map<String, String> fields) {

  /** Every client. */
  public static final ConnectionFilter ALL = new ConnectionFilter(Map.of());

  public ConnectionFilter {
    fields = Map.copyOf(fields);
  }

  /** Whether a client is meant. */
  public boolean matches(LiveConnection connection) {
    return fields.entrySet().stream()
        .allMatch(field -> field.getValue().equals(value(connection, field.getKey())));
  }

  private static String value(LiveConnection connection, String name) {
    return switch (name) {
      case "sessionId" -> connection.sessionId();
      case "appKey" -> connection.appKey();
      case "status" -> connection.status();
      case "protocol" -> connection.protocol();
      case "remoteAddress" -> connection.remoteAddress();
      default -> text(connection.details().getOrDefault(name, JsonValue.NULL));
    };
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }
}
