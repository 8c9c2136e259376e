package org.wcs.amf;

import java.util.ArrayList;
import java.util.List;

/** AMF 3: values to bytes and back. Stateless, any thread. */
public final class Amf3 {
  private Amf3() {}

  /** All values of the bytes. References reach from the first value to the last. */
  public static List<AmfValue> read(byte[] buffer, int offset, int length, AmfLimits limits)
      throws AmfException {
    AmfInput input = new AmfInput(buffer, offset, length, limits);
    Amf3Reader reader = new Amf3Reader(input, new AmfBudget(limits));
    List<AmfValue> values = new ArrayList<>();
    while (input.remaining() > 0) {
      values.add(reader.value());
    }
    return values;
  }

  /** The bytes of the values, without references. */
  public static byte[] write(List<AmfValue> values) {
    AmfOutput output = new AmfOutput();
    Amf3Writer writer = new Amf3Writer(output);
    values.forEach(writer::value);
    return output.bytes();
  }
}
