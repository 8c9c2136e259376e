package org.wcs.bench.operations;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One number with its name.
 *
 * @param name with its unit
 * @param value the number
 * @param digits behind the point
 */
record Figure(String name, double value, int digits) {

  /** A line of figures for people. */
  static String line(String subject, List<Figure> figures) {
    return String.format(Locale.ROOT, "%-34s", subject)
        + figures.stream()
            .map(figure -> figure.text() + " " + figure.name())
            .collect(Collectors.joining(", "));
  }

  /** The same as an object of JSON. */
  static String json(String subject, List<Figure> figures) {
    return figures.stream()
        .map(figure -> ", \"" + figure.name() + "\": " + figure.text())
        .collect(Collectors.joining("", "{\"subject\": \"" + subject + '"', "}"));
  }

  private String text() {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
