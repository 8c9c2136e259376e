package org.wcs.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the session part and a media part have in common: ordered lines and attributes. */
public sealed interface SdpSection permits SessionDescription, MediaDescription {

  /** All lines of this part in order; for a media part the first is its m-line. */
  List<SdpLine> lines();

  /** The a-lines in order. */
  List<Attribute> attributes();

  /** Value of the first attribute of this name; "" for a bare flag; null if absent. */
  default @Nullable String attribute(String name) {
    for (Attribute attribute : attributes()) {
      if (attribute.name().equals(name)) {
        String value = attribute.value();
        return value == null ? "" : value;
      }
    }
    return null;
  }

  /** Whether there is an attribute of this name. */
  default boolean has(String name) {
    return attribute(name) != null;
  }

  /** Values of all attributes of this name that have one, in order. */
  default List<String> attributeValues(String name) {
    List<String> values = new ArrayList<>();
    for (Attribute attribute : attributes()) {
      String value = attribute.value();
      if (value != null && attribute.name().equals(name)) {
        values.add(value);
      }
    }
    return values;
  }

  /** Value of the first line of this type, or null. */
  default @Nullable String line(char type) {
    for (SdpLine line : lines()) {
      if (line.type() == type) {
        return line.value();
      }
    }
    return null;
  }

  /** The c-line of this part, or null if it is absent or unreadable. */
  default @Nullable Connection connection() {
    String value = line('c');
    return value == null ? null : Connection.parse(value);
  }

  /** The direction attribute of this part alone, or null. */
  default @Nullable Direction ownDirection() {
    for (Attribute attribute : attributes()) {
      Direction direction = Direction.ofAttribute(attribute.name());
      if (direction != null) {
        return direction;
      }
    }
    return null;
  }

  /** The fingerprints of this part that can be read. */
  default List<Fingerprint> ownFingerprints() {
    return Views.read(attributeValues("fingerprint"), Fingerprint::parse);
  }

  /** Values of the b-lines, such as {@code AS:500}. */
  default List<String> bandwidths() {
    List<String> values = new ArrayList<>();
    for (SdpLine line : lines()) {
      if (line.type() == 'b') {
        values.add(line.value().strip());
      }
    }
    return values;
  }
}
