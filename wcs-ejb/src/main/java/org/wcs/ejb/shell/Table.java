package org.wcs.ejb.shell;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/**
 * Rows under titles: aligned for people, an array of objects for scripts. Whatever is told of
 * clients can be shown here: what would move a terminal's cursor is not. One thread.
 */
final class Table {

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  private Table(List<Column> columns) {
    this.columns = columns;
  }

  /** A table with these columns: the key in JSON, a colon, the title for people. */
  static Table of(String... columns) {
    return new Table(Arrays.stream(columns).map(Column::of).toList());
  }

  /** Adds a row; a cell is a value, or a {@link Cell} where people see it otherwise. */
  Table row(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(values.length + " cells for " + columns.size());
    }
    rows.add(Arrays.stream(values).map(Cell::of).toList());
    return this;
  }

  boolean empty() {
    return rows.isEmpty();
  }

  /** The rows as objects, each value with its type. */
  JsonArray json() {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (List<Cell> row : rows) {
      JsonObjectBuilder object = Json.createObjectBuilder();
      for (int index = 0; index < row.size(); index++) {
        add(object, columns.get(index).key(), row.get(index).value());
      }
      array.add(object);
    }
    return array.build();
  }

  private static void add(JsonObjectBuilder object, String key, @Nullable Object value) {
    switch (value) {
      case null -> object.addNull(key);
      case Integer number -> object.add(key, number);
      case Long number -> object.add(key, number);
      case Double number -> object.add(key, number);
      case Boolean flag -> object.add(key, flag);
      default -> object.add(key, value.toString());
    }
  }

  /** Titles, a dashed rule, and the rows; lines end with a line feed. */
  String text() {
    int[] widths = new int[columns.size()];
    for (int index = 0; index < widths.length; index++) {
      widths[index] = width(columns.get(index).title());
      for (List<Cell> row : rows) {
        widths[index] = Math.max(widths[index], width(row.get(index).shown()));
      }
    }
    StringBuilder text = new StringBuilder();
    line(text, columns.stream().map(column -> Cell.of(column.title())).toList(), widths);
    line(
        text, Arrays.stream(widths).mapToObj(width -> Cell.of("-".repeat(width))).toList(), widths);
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private void line(StringBuilder text, List<Cell> cells, int[] widths) {
    int start = text.length();
    for (int index = 0; index < cells.size(); index++) {
      String shown = cells.get(index).shown();
      String fill = " ".repeat(widths[index] - width(shown));
      boolean number = right(index);
      text.append(number ? fill : "").append(shown).append(number ? "" : fill).append(GAP);
    }
    int end = text.length();
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    text.append('\n');
  }

  /** Numbers stand at the right, their title too. */
  private boolean right(int column) {
    List<@Nullable Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.get(column).value()));
    values.removeIf(Objects::isNull);
    return !values.isEmpty() && values.stream().allMatch(Number.class::isInstance);
  }

  /** How many places of a terminal it takes. */
  private static int width(String text) {
    return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
  }

  /** The text without what a terminal would obey. */
  static String plain(String text) {
    if (text.codePoints().noneMatch(Table::moves)) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    text.codePoints().forEach(point -> plain.appendCodePoint(moves(point) ? '\uFFFD' : point));
    return plain.toString();
  }

  private static boolean moves(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private record Column(String key, String title) {
    static Column of(String text) {
      int colon = text.indexOf(':');
      return new Column(text.substring(0, colon), text.substring(colon + 1));
    }
  }

  /**
   * One cell.
   *
   * @param value for scripts: text, a number, a truth value, or null
   * @param shown for people
   */
  record Cell(@Nullable Object value, String shown) {

    Cell {
      shown = plain(shown);
    }

    static Cell of(@Nullable Object value) {
      return switch (value) {
        case null -> new Cell(null, "");
        case Cell cell -> cell;
        case Boolean flag -> new Cell(flag, flag ? "yes" : "no");
        default -> new Cell(value, value.toString());
      };
    }
  }
}
