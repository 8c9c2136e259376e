package org.wcs.rtmp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;

/** Writes data of a publisher as JSON for viewers of other protocols. Stateless. */
final class AmfJson {

  private static final int LONGEST = 65_536;

  private AmfJson() {}

  /** {@code {"name":...,"data":[...]}}; null if that would be too long. */
  static @Nullable String of(String name, List<AmfValue> arguments) {
    StringBuilder json = new StringBuilder("{\"name\":");
    quote(json, name);
    json.append(",\"data\":");
    list(json, arguments);
    json.append('}');
    return json.length() > LONGEST ? null : json.toString();
  }

  private static void write(StringBuilder json, AmfValue value) {
    if (json.length() > LONGEST) {
      return;
    }
    switch (value) {
      case AmfValue.Number(double number) -> number(json, number);
      case AmfValue.Int(int number) -> json.append(number);
      case AmfValue.Bool(boolean truth) -> json.append(truth);
      case AmfValue.Text(String text) -> quote(json, text);
      case AmfValue.Xml(String text) -> quote(json, text);
      case AmfValue.Date(double millis, int _) -> number(json, millis);
      case AmfValue.StrictArray(List<AmfValue> values) -> list(json, values);
      case AmfValue.Obj _, AmfValue.Typed _, AmfValue.EcmaArray _ -> members(json, value.members());
      case AmfValue.Null _, AmfValue.Undefined _, AmfValue.Unsupported _ -> json.append("null");
      case AmfValue.ByteArray _, AmfValue.Dictionary _ -> json.append("null");
    }
  }

  private static void list(StringBuilder json, List<AmfValue> values) {
    json.append('[');
    for (int i = 0; i < values.size() && json.length() <= LONGEST; i++) {
      json.append(i == 0 ? "" : ",");
      write(json, values.get(i));
    }
    json.append(']');
  }

  private static void members(StringBuilder json, Map<String, AmfValue> members) {
    json.append('{');
    String separator = "";
    for (Map.Entry<String, AmfValue> member : members.entrySet()) {
      json.append(separator);
      quote(json, member.getKey());
      json.append(':');
      write(json, member.getValue());
      separator = ",";
    }
    json.append('}');
  }

  private static void number(StringBuilder json, double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      json.append((long) number);
    } else if (Double.isFinite(number)) {
      json.append(number);
    } else {
      json.append("null");
    }
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length() && json.length() <= LONGEST; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        json.append("\\u").append(hex(c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c);
    return "0000".substring(digits.length()) + digits;
  }
}
