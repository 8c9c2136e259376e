package org.wcs.amf;

import java.util.List;
import java.util.Map;

/** Writes AMF 0. One thread. */
final class Amf0Writer {
  private final AmfOutput output;

  Amf0Writer(AmfOutput output) {
    this.output = output;
  }

  void value(AmfValue value) {
    switch (value) {
      case AmfValue.Number(double number) -> number(number);
      case AmfValue.Int(int number) -> number(number);
      case AmfValue.Bool(boolean truth) -> output.uint16(Amf0Reader.BOOLEAN << 8 | (truth ? 1 : 0));
      case AmfValue.Text(String text) -> text(text);
      case AmfValue.Xml(String text) -> longText(Amf0Reader.XML_DOCUMENT, AmfOutput.utf8(text));
      case AmfValue.Null _ -> output.uint8(Amf0Reader.NULL);
      case AmfValue.Undefined _ -> output.uint8(Amf0Reader.UNDEFINED);
      case AmfValue.Unsupported _ -> output.uint8(Amf0Reader.UNSUPPORTED);
      case AmfValue.Obj(Map<String, AmfValue> members) -> {
        output.uint8(Amf0Reader.OBJECT);
        members(members);
      }
      case AmfValue.Typed(String className, Map<String, AmfValue> members) -> {
        output.uint8(Amf0Reader.TYPED_OBJECT);
        name(className);
        members(members);
      }
      case AmfValue.EcmaArray(Map<String, AmfValue> members, List<AmfValue> dense) ->
          ecmaArray(members, dense);
      case AmfValue.StrictArray(List<AmfValue> values) -> {
        output.uint8(Amf0Reader.STRICT_ARRAY);
        output.int32(values.size());
        values.forEach(this::value);
      }
      case AmfValue.Date(double millis, int timeZoneMinutes) -> {
        output.uint8(Amf0Reader.DATE);
        output.float64(millis);
        output.uint16(timeZoneMinutes);
      }
      case AmfValue.ByteArray _, AmfValue.Dictionary _ -> {
        output.uint8(Amf0Reader.AVM_PLUS);
        new Amf3Writer(output).value(value);
      }
    }
  }

  private void number(double number) {
    output.uint8(Amf0Reader.NUMBER);
    output.float64(number);
  }

  private void text(String text) {
    byte[] octets = AmfOutput.utf8(text);
    if (octets.length > 0xFFFF) {
      longText(Amf0Reader.LONG_STRING, octets);
      return;
    }
    output.uint8(Amf0Reader.STRING);
    output.uint16(octets.length);
    output.octets(octets);
  }

  private void longText(int marker, byte[] octets) {
    output.uint8(marker);
    output.int32(octets.length);
    output.octets(octets);
  }

  private void name(String name) {
    byte[] octets = AmfOutput.utf8(name);
    if (octets.length > 0xFFFF) {
      throw new IllegalArgumentException("a name of " + octets.length + " bytes");
    }
    output.uint16(octets.length);
    output.octets(octets);
  }

  private void ecmaArray(Map<String, AmfValue> members, List<AmfValue> dense) {
    output.uint8(Amf0Reader.ECMA_ARRAY);
    output.int32(members.size() + dense.size());
    for (int i = 0; i < dense.size(); i++) {
      name(Integer.toString(i));
      value(dense.get(i));
    }
    members(members);
  }

  private void members(Map<String, AmfValue> members) {
    members.forEach(
        (name, member) -> {
          name(name);
          value(member);
        });
    output.uint16(0);
    output.uint8(Amf0Reader.OBJECT_END);
  }
}
