package org.wcs.amf;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values and their bytes, written down from the two specifications. */
final class AmfGoldens {
  /** The connect command of a publisher. */
  static final String CONNECT =
      "02 0007 636f6e6e656374"
          + "00 3ff0000000000000"
          + "03 0003 617070 02 0004 6c697665"
          + "0004 66706164 01 00"
          + "000c 6361706162696c6974696573 00 402e000000000000"
          + "0000 09";

  /** One value of each kind of AMF 0. */
  static final String EVERYTHING_0 =
      "00 c002000000000000"
          + "01 01"
          + "05 06 0d"
          + "0a 00000002 05 02 0001 61"
          + "08 00000001 0001 62 01 01 0000 09"
          + "0b 4270000000000000 0000"
          + "0c 00000003 616263"
          + "0f 00000004 3c612f3e"
          + "10 0001 43 0001 78 05 0000 09"
          + "11 0c 07 010203";

  /** One value of each kind of AMF 3. */
  static final String EVERYTHING_3 =
      "00 01 02 0304 7f04 ffffffff05 3ff800000000000006 07 61626306 0007 09 3c612f3e08 01"
          + " 427000000000000009 05 01 01 040109 01 03 78 03 010a 13 03 43 03 79 04020a 0b 01 03 7a"
          + " 01 010b 09 3c622f3e0c 05 01020d 05 00 00000001 ffffffff0e 03 00 ffffffff0f 03 00"
          + " 3ff800000000000010 03 00 01 040311 03 00 06 03 6b 04040a 07 43"
          + " 666c65782e6d6573736167696e672e696f2e4172726179436f6c6c656374696f6e 09 03 01 0405";

  private AmfGoldens() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  static List<AmfValue> connect() {
    return List.of(
        AmfValue.of("connect"),
        AmfValue.of(1),
        AmfValue.object("app", "live", "fpad", false, "capabilities", 15));
  }

  static List<AmfValue> everything0() {
    return List.of(
        AmfValue.of(-2.25),
        AmfValue.of(true),
        AmfValue.NULL,
        AmfValue.UNDEFINED,
        AmfValue.UNSUPPORTED,
        new AmfValue.StrictArray(List.of(AmfValue.NULL, AmfValue.of("a"))),
        new AmfValue.EcmaArray(members("b", AmfValue.of(true))),
        new AmfValue.Date(1_099_511_627_776.0, 0),
        AmfValue.of("abc"),
        new AmfValue.Xml("<a/>"),
        new AmfValue.Typed("C", members("x", AmfValue.NULL)),
        new AmfValue.ByteArray(new byte[] {1, 2, 3}));
  }

  static List<AmfValue> everything3() {
    return List.of(
        AmfValue.UNDEFINED,
        AmfValue.NULL,
        AmfValue.of(false),
        AmfValue.of(true),
        new AmfValue.Int(127),
        new AmfValue.Int(-1),
        AmfValue.of(1.5),
        AmfValue.of("abc"),
        AmfValue.of("abc"),
        new AmfValue.Xml("<a/>"),
        new AmfValue.Date(1_099_511_627_776.0, 0),
        new AmfValue.StrictArray(List.of(AmfValue.NULL, new AmfValue.Int(1))),
        new AmfValue.EcmaArray(members("x", AmfValue.of(true))),
        new AmfValue.Typed("C", members("y", new AmfValue.Int(2))),
        new AmfValue.Obj(members("z", AmfValue.NULL)),
        new AmfValue.Xml("<b/>"),
        new AmfValue.ByteArray(new byte[] {1, 2}),
        new AmfValue.StrictArray(List.of(AmfValue.of(1), AmfValue.of(-1))),
        new AmfValue.StrictArray(List.of(AmfValue.of(4_294_967_295.0))),
        new AmfValue.StrictArray(List.of(AmfValue.of(1.5))),
        new AmfValue.StrictArray(List.of(new AmfValue.Int(3))),
        new AmfValue.Dictionary(
            List.of(new AmfValue.Dictionary.Entry(AmfValue.of("k"), new AmfValue.Int(4)))),
        new AmfValue.StrictArray(List.of(new AmfValue.Int(5))));
  }

  static Map<String, AmfValue> members(String name, AmfValue value) {
    Map<String, AmfValue> members = new LinkedHashMap<>();
    members.put(name, value);
    return members;
  }
}
