package org.wcs.amf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads AMF 3 values one after the other, with their three tables of references. One thread. */
final class Amf3Reader {
  static final int UNDEFINED = 0x00;
  static final int NULL = 0x01;
  static final int FALSE = 0x02;
  static final int TRUE = 0x03;
  static final int INTEGER = 0x04;
  static final int DOUBLE = 0x05;
  static final int STRING = 0x06;
  static final int XML_DOCUMENT = 0x07;
  static final int DATE = 0x08;
  static final int ARRAY = 0x09;
  static final int OBJECT = 0x0A;
  static final int XML = 0x0B;
  static final int BYTE_ARRAY = 0x0C;
  static final int VECTOR_INT = 0x0D;
  static final int VECTOR_UINT = 0x0E;
  static final int VECTOR_DOUBLE = 0x0F;
  static final int VECTOR_OBJECT = 0x10;
  static final int DICTIONARY = 0x11;

  private record Traits(
      String className, boolean dynamic, boolean externalizable, List<String> names) {}

  private final AmfInput input;
  private final AmfBudget budget;
  private final AmfReferences references;
  private final List<String> strings = new ArrayList<>();
  private final List<Traits> traits = new ArrayList<>();

  Amf3Reader(AmfInput input, AmfBudget budget) {
    this.input = input;
    this.budget = budget;
    this.references = new AmfReferences(budget);
  }

  AmfValue value() throws AmfException {
    int marker = input.uint8();
    budget.enter(input);
    AmfValue value = content(marker);
    budget.leave();
    return value;
  }

  private AmfValue content(int marker) throws AmfException {
    return switch (marker) {
      case UNDEFINED -> AmfValue.UNDEFINED;
      case NULL -> AmfValue.NULL;
      case FALSE -> AmfValue.of(false);
      case TRUE -> AmfValue.of(true);
      // 29 bits with a sign
      case INTEGER -> new AmfValue.Int(input.uint29() << 3 >> 3);
      case DOUBLE -> AmfValue.of(input.float64());
      case STRING -> AmfValue.of(string());
      case XML_DOCUMENT, XML, DATE, ARRAY, OBJECT, BYTE_ARRAY -> referable(marker);
      case VECTOR_INT, VECTOR_UINT, VECTOR_DOUBLE, VECTOR_OBJECT, DICTIONARY -> referable(marker);
      default -> throw input.malformed("AMF 3 has no marker " + marker);
    };
  }

  private AmfValue referable(int marker) throws AmfException {
    int head = input.uint29();
    int rest = head >>> 1;
    if ((head & 1) == 0) {
      return references.get(rest, input);
    }
    return references.define(
        () ->
            switch (marker) {
              case XML_DOCUMENT, XML -> new AmfValue.Xml(input.utf8(rest));
              case DATE -> new AmfValue.Date(input.float64(), 0);
              case BYTE_ARRAY -> new AmfValue.ByteArray(input.octets(rest));
              case ARRAY -> array(rest);
              case DICTIONARY -> dictionary(rest);
              case OBJECT -> object(rest);
              default -> vector(marker, rest);
            });
  }

  private String string() throws AmfException {
    int head = input.uint29();
    int rest = head >>> 1;
    if ((head & 1) == 0) {
      if (rest >= strings.size()) {
        throw input.malformed("reference to string " + rest + " of " + strings.size());
      }
      return strings.get(rest);
    }
    String text = input.utf8(rest);
    if (!text.isEmpty()) {
      strings.add(text);
    }
    return text;
  }

  private void plausible(int count, int bytesEach) throws AmfException {
    if (count > input.remaining() / bytesEach) {
      throw input.malformed(count + " values in " + input.remaining() + " bytes");
    }
  }

  private AmfValue array(int count) throws AmfException {
    plausible(count, 1);
    Map<String, AmfValue> members = new LinkedHashMap<>();
    named(members);
    List<AmfValue> dense = several(count);
    return members.isEmpty()
        ? new AmfValue.StrictArray(dense)
        : new AmfValue.EcmaArray(members, dense);
  }

  private List<AmfValue> several(int count) throws AmfException {
    List<AmfValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value());
    }
    return values;
  }

  /** Pairs up to the empty name. */
  private void named(Map<String, AmfValue> members) throws AmfException {
    for (String name = string(); !name.isEmpty(); name = string()) {
      members.put(name, value());
    }
  }

  private AmfValue dictionary(int count) throws AmfException {
    plausible(count, 2);
    input.uint8();
    List<AmfValue.Dictionary.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      AmfValue key = value();
      entries.add(new AmfValue.Dictionary.Entry(key, value()));
    }
    return new AmfValue.Dictionary(entries);
  }

  private AmfValue vector(int marker, int count) throws AmfException {
    plausible(count, marker == VECTOR_DOUBLE ? 8 : marker == VECTOR_OBJECT ? 1 : 4);
    input.uint8();
    if (marker == VECTOR_OBJECT) {
      string();
      return new AmfValue.StrictArray(several(count));
    }
    budget.spend(count, input);
    List<AmfValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(
          switch (marker) {
            case VECTOR_INT -> AmfValue.of((double) input.int32());
            case VECTOR_UINT -> AmfValue.of((double) Integer.toUnsignedLong(input.int32()));
            default -> AmfValue.of(input.float64());
          });
    }
    return new AmfValue.StrictArray(values);
  }

  /** AMF 3 section 3.12; {@code head} is without the bit that says it is no reference. */
  private AmfValue object(int head) throws AmfException {
    Traits type = (head & 1) == 0 ? knownTraits(head >>> 1) : newTraits(head >>> 1);
    if (type.externalizable()) {
      return wrapped(type.className());
    }
    Map<String, AmfValue> members = new LinkedHashMap<>();
    for (String name : type.names()) {
      members.put(name, value());
    }
    if (type.dynamic()) {
      named(members);
    }
    return type.className().isEmpty()
        ? new AmfValue.Obj(members)
        : new AmfValue.Typed(type.className(), members);
  }

  private Traits knownTraits(int number) throws AmfException {
    if (number >= traits.size()) {
      throw input.malformed("reference to traits " + number + " of " + traits.size());
    }
    return traits.get(number);
  }

  private Traits newTraits(int head) throws AmfException {
    boolean externalizable = (head & 1) != 0;
    boolean dynamic = (head & 2) != 0;
    int count = head >>> 2;
    plausible(count, 1);
    String className = string();
    budget.spend(count, input);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(string());
    }
    Traits made = new Traits(className, dynamic, externalizable, names);
    traits.add(made);
    return made;
  }

  /** These two classes of Flex write the one value they stand for. */
  private AmfValue wrapped(String className) throws AmfException {
    return switch (className) {
      case "flex.messaging.io.ArrayCollection", "flex.messaging.io.ObjectProxy" -> value();
      default -> throw input.malformed("class " + shortened(className) + " writes itself");
    };
  }

  private static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "...";
  }
}
