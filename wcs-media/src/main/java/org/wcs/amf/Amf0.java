package org.wcs.amf;

import java.util.ArrayList;
import java.util.List;

/** AMF 0: values to bytes and back. Stateless, any thread. */
public final class Amf0 {
  private Amf0() {}

  /** All values of the bytes. References reach from the first value to the last. */
  public static List<AmfValue> read(byte[] buffer, int offset, int length, AmfLimits limits)
      throws AmfException {
    AmfInput input = new AmfInput(buffer, offset, length, limits);
    Amf0Reader reader = new Amf0Reader(input, new AmfBudget(limits));
    List<AmfValue> values = new ArrayList<>();
    while (input.remaining() > 0) {
      values.add(reader.value());
    }
    return values;
  }

  /** The bytes of the values; what only AMF 3 knows is written in AMF 3 after its marker. */
  public static byte[] write(List<AmfValue> values) {
    AmfOutput output = new AmfOutput();
    Amf0Writer writer = new Amf0Writer(output);
    values.forEach(writer::value);
    return output.bytes();
  }
}
