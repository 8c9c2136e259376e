package org.wcs.web.stat;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import org.wcs.ejb.stats.StatGroup;

/** Groups of statistics as text. Stateless. */
final class StatText {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String LINE = "-----";

  private StatText() {}

  /** One {@code key=value} a line, below the title of its group. */
  static String plain(List<StatGroup> groups) {
    StringBuilder text = new StringBuilder();
    for (StatGroup group : groups) {
      text.append(LINE).append(group.title()).append(LINE).append('\n');
      group
          .values()
          .forEach((name, value) -> text.append(name).append('=').append(line(value)).append('\n'));
    }
    return text.toString();
  }

  /** An object of objects. */
  static String json(List<StatGroup> groups) {
    JsonObjectBuilder all = JSON.createObjectBuilder();
    for (StatGroup group : groups) {
      JsonObjectBuilder values = JSON.createObjectBuilder();
      group.values().forEach(values::add);
      all.add(group.name(), values);
    }
    return all.build().toString();
  }

  /** Names of streams are the clients' choice; a line stays a line. */
  private static String line(JsonValue value) {
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
