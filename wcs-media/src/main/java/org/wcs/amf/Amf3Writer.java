package org.wcs.amf;

import java.util.List;
import java.util.Map;

/** Writes AMF 3 with every string and object in full. One thread. */
final class Amf3Writer {
  private static final int MAX_INT = (1 << 28) - 1;

  /** Inline object, inline traits, dynamic, no sealed member. */
  private static final int DYNAMIC_OBJECT = 0x0B;

  private final AmfOutput output;

  Amf3Writer(AmfOutput output) {
    this.output = output;
  }

  void value(AmfValue value) {
    switch (value) {
      case AmfValue.Number(double number) -> number(number);
      case AmfValue.Int(int number) -> integer(number);
      case AmfValue.Bool(boolean truth) -> output.uint8(truth ? Amf3Reader.TRUE : Amf3Reader.FALSE);
      case AmfValue.Text(String text) -> {
        output.uint8(Amf3Reader.STRING);
        string(text);
      }
      case AmfValue.Xml(String text) -> {
        output.uint8(Amf3Reader.XML);
        string(text);
      }
      case AmfValue.Null _ -> output.uint8(Amf3Reader.NULL);
      case AmfValue.Undefined _, AmfValue.Unsupported _ -> output.uint8(Amf3Reader.UNDEFINED);
      case AmfValue.Obj(Map<String, AmfValue> members) -> object("", members);
      case AmfValue.Typed(String className, Map<String, AmfValue> members) ->
          object(className, members);
      case AmfValue.EcmaArray(Map<String, AmfValue> members, List<AmfValue> dense) ->
          array(members, dense);
      case AmfValue.StrictArray(List<AmfValue> values) -> array(Map.of(), values);
      case AmfValue.Date(double millis, int _) -> {
        output.uint8(Amf3Reader.DATE);
        output.uint29(1);
        output.float64(millis);
      }
      case AmfValue.ByteArray(byte[] octets) -> {
        output.uint8(Amf3Reader.BYTE_ARRAY);
        output.uint29(octets.length << 1 | 1);
        output.octets(octets);
      }
      case AmfValue.Dictionary(List<AmfValue.Dictionary.Entry> entries) -> dictionary(entries);
    }
  }

  private void number(double number) {
    output.uint8(Amf3Reader.DOUBLE);
    output.float64(number);
  }

  private void integer(int number) {
    if (number > MAX_INT || number < -MAX_INT - 1) {
      number(number);
      return;
    }
    output.uint8(Amf3Reader.INTEGER);
    output.uint29(number);
  }

  private void string(String text) {
    byte[] octets = AmfOutput.utf8(text);
    output.uint29(octets.length << 1 | 1);
    output.octets(octets);
  }

  private void object(String className, Map<String, AmfValue> members) {
    output.uint8(Amf3Reader.OBJECT);
    output.uint29(DYNAMIC_OBJECT);
    string(className);
    named(members);
  }

  private void array(Map<String, AmfValue> members, List<AmfValue> dense) {
    output.uint8(Amf3Reader.ARRAY);
    output.uint29(dense.size() << 1 | 1);
    named(members);
    dense.forEach(this::value);
  }

  /** The empty name ends the members, so a member without a name cannot be written. */
  private void named(Map<String, AmfValue> members) {
    members.forEach(
        (name, member) -> {
          if (!name.isEmpty()) {
            string(name);
            value(member);
          }
        });
    string("");
  }

  private void dictionary(List<AmfValue.Dictionary.Entry> entries) {
    output.uint8(Amf3Reader.DICTIONARY);
    output.uint29(entries.size() << 1 | 1);
    output.uint8(0);
    for (AmfValue.Dictionary.Entry entry : entries) {
      value(entry.key());
      value(entry.value());
    }
  }
}
