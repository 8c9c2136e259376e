package org.wcs.bench;

/** Writes one flat JSON object; its names and texts need no escapes. */
final class JsonLine {

  private final StringBuilder out = new StringBuilder("{");

  JsonLine add(String name, long number) {
    return raw(name, Long.toString(number));
  }

  /** JSON has no word for what is not a number. */
  JsonLine add(String name, double number) {
    return raw(name, Double.isFinite(number) ? Double.toString(number) : "null");
  }

  JsonLine add(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  JsonLine add(String name, String text) {
    return raw(name, '"' + text + '"');
  }

  String end() {
    return out.append('}').toString();
  }

  private JsonLine raw(String name, String value) {
    out.append(out.length() == 1 ? "" : ", ").append('"').append(name).append("\": ");
    out.append(value);
    return this;
  }
}
