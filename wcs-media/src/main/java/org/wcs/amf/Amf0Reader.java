package org.wcs.amf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads AMF 0 values one after the other. One thread. */
final class Amf0Reader {
  static final int NUMBER = 0x00;
  static final int BOOLEAN = 0x01;
  static final int STRING = 0x02;
  static final int OBJECT = 0x03;
  static final int NULL = 0x05;
  static final int UNDEFINED = 0x06;
  static final int REFERENCE = 0x07;
  static final int ECMA_ARRAY = 0x08;
  static final int OBJECT_END = 0x09;
  static final int STRICT_ARRAY = 0x0A;
  static final int DATE = 0x0B;
  static final int LONG_STRING = 0x0C;
  static final int UNSUPPORTED = 0x0D;
  static final int XML_DOCUMENT = 0x0F;
  static final int TYPED_OBJECT = 0x10;
  static final int AVM_PLUS = 0x11;

  private final AmfInput input;
  private final AmfBudget budget;
  private final AmfReferences references;
  private final Amf3Reader amf3;

  Amf0Reader(AmfInput input, AmfBudget budget) {
    this.input = input;
    this.budget = budget;
    this.references = new AmfReferences(budget);
    this.amf3 = new Amf3Reader(input, budget);
  }

  AmfValue value() throws AmfException {
    int marker = input.uint8();
    if (marker == AVM_PLUS) {
      return amf3.value();
    }
    budget.enter(input);
    AmfValue value = content(marker);
    budget.leave();
    return value;
  }

  private AmfValue content(int marker) throws AmfException {
    return switch (marker) {
      case NUMBER -> AmfValue.of(input.float64());
      case BOOLEAN -> AmfValue.of(input.uint8() != 0);
      case STRING -> AmfValue.of(input.utf8(input.uint16()));
      case LONG_STRING -> AmfValue.of(input.utf8(input.int32()));
      case XML_DOCUMENT -> new AmfValue.Xml(input.utf8(input.int32()));
      case NULL -> AmfValue.NULL;
      case UNDEFINED -> AmfValue.UNDEFINED;
      case UNSUPPORTED -> AmfValue.UNSUPPORTED;
      case DATE -> new AmfValue.Date(input.float64(), (short) input.uint16());
      case REFERENCE -> references.get(input.uint16(), input);
      case OBJECT -> references.define(() -> new AmfValue.Obj(members()));
      case TYPED_OBJECT -> references.define(this::typed);
      case ECMA_ARRAY -> references.define(this::ecmaArray);
      case STRICT_ARRAY -> references.define(this::strictArray);
      default -> throw input.malformed("AMF 0 has no marker " + marker);
    };
  }

  private AmfValue typed() throws AmfException {
    String className = input.utf8(input.uint16());
    return new AmfValue.Typed(className, members());
  }

  /** The count is a hint: writers set it to 0 or to anything, so the end marker decides. */
  private AmfValue ecmaArray() throws AmfException {
    input.int32();
    return new AmfValue.EcmaArray(members());
  }

  private AmfValue strictArray() throws AmfException {
    int count = input.int32();
    if (count < 0 || count > input.remaining()) {
      throw input.malformed("array of " + Integer.toUnsignedString(count) + " values");
    }
    List<AmfValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value());
    }
    return new AmfValue.StrictArray(values);
  }

  /**
   * Some encoders leave out the end marker of the last object of a message; the end then ends it.
   */
  private Map<String, AmfValue> members() throws AmfException {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    while (input.remaining() > 0) {
      String name = input.utf8(input.uint16());
      if (name.isEmpty() && input.peek() == OBJECT_END) {
        input.uint8();
        return members;
      }
      members.put(name, value());
    }
    return members;
  }
}
