package org.wcs.rtp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wcs.rtp.RtcpPacket.Arrival;
import org.wcs.rtp.RtcpPacket.ReportBlock;

/** RTCP packets laid out by hand after their specifications, with what they mean. */
final class RtcpGoldens {
  static final Map<String, byte[]> BYTES = new LinkedHashMap<>();
  static final Map<String, RtcpPacket> MEANING = new LinkedHashMap<>();

  private static final ReportBlock BLOCK =
      new ReportBlock(0x55667788, 64, -2, 0x0001FFFE, 0x1234, 0xAABBCCDD, 0x00010000L);
  private static final ReportBlock OTHER_BLOCK =
      new ReportBlock(1, 255, 0x7FFFFF, -1, 0xFFFFFFFFL, 0, 0xFFFFFFFFL);
  private static final String BLOCK_BYTES = "55667788 40fffffe 0001fffe 00001234 aabbccdd 00010000";
  private static final String OTHER_BLOCK_BYTES =
      "00000001 ff7fffff ffffffff ffffffff 00000000 ffffffff";

  static {
    golden(
        "sr", "80c80006 11223344 e0000001 80000000 00015f90 80000064 0000c350", sender(List.of()));
    golden(
        "sr-block",
        "81c8000c 11223344 e0000001 80000000 00015f90 80000064 0000c350" + BLOCK_BYTES,
        sender(List.of(BLOCK)));
    golden("rr", "80c90001 11223344", new RtcpPacket.ReceiverReport(0x11223344, List.of()));
    golden(
        "rr-blocks",
        "82c9000d 11223344" + BLOCK_BYTES + OTHER_BLOCK_BYTES,
        new RtcpPacket.ReceiverReport(0x11223344, List.of(BLOCK, OTHER_BLOCK)));
    golden(
        "rr-padded",
        "a0c90002 11223344 00000004",
        new RtcpPacket.ReceiverReport(0x11223344, List.of()));
    golden(
        "sdes",
        "81ca0004 11223344 01 06 7763732d3031 00000000",
        new RtcpPacket.SourceDescription(0x11223344, "wcs-01"));
    golden(
        "sdes-tool",
        "81ca0002 11223344 06020000",
        new RtcpPacket.SourceDescription(0x11223344, ""));
    golden("bye", "81cb0001 11223344", new RtcpPacket.Bye(List.of(0x11223344)));
    golden(
        "bye-reason",
        "82cb0003 11223344 00000002 02 6f6b 00",
        new RtcpPacket.Bye(List.of(0x11223344, 2)));
    golden("app", "81cc0002 11223344 6e616d65", new RtcpPacket.Unknown(204));
    feedback();
    transportFeedback();
  }

  private static void feedback() {
    golden(
        "nack",
        "81cd0004 00000001 11223344 fffe 8005 0064 0000",
        new RtcpPacket.Nack(1, 0x11223344, List.of(0xFFFE, 0xFFFF, 1, 14, 100)));
    golden("pli", "81ce0002 00000001 11223344", new RtcpPacket.Pli(1, 0x11223344));
    golden(
        "fir",
        "84ce0004 00000001 00000000 11223344 07000000",
        new RtcpPacket.Fir(1, List.of(0x11223344)));
    golden(
        "remb",
        "8fce0006 00000001 00000000 52454d42 02 07d090 11223344 00000002",
        new RtcpPacket.Remb(1, 250_000L << 1, List.of(0x11223344, 2)));
    golden("afb", "8fce0003 00000001 00000000 6e616d65", new RtcpPacket.Unknown(206));
    golden("tmmbr", "83cd0004 00000001 00000000 11223344 00000000", new RtcpPacket.Unknown(205));
  }

  private static void transportFeedback() {
    Arrival lost = new Arrival(false, 0);
    golden(
        "twcc",
        "8fcd0007 00000001 11223344 0010 000a 000102 05 d241 2003 04 fffc 10 ff 01 02 03",
        new RtcpPacket.TransportFeedback(
            0x11223344,
            16,
            0x102,
            5,
            List.of(in(4), lost, in(-4), in(16), lost, lost, in(255), in(1), in(2), in(3))));
    golden(
        "twcc-one-bit",
        "8fcd0007 00000001 11223344 fffa 000e ffffff 00 aaaa 01020304050607 000000",
        new RtcpPacket.TransportFeedback(
            0x11223344,
            0xFFFA,
            -1,
            0,
            List.of(
                in(1), lost, in(2), lost, in(3), lost, in(4), lost, in(5), lost, in(6), lost, in(7),
                lost)));
  }

  private RtcpGoldens() {}

  private static Arrival in(int delta) {
    return new Arrival(true, delta);
  }

  private static RtcpPacket sender(List<ReportBlock> blocks) {
    return new RtcpPacket.SenderReport(
        0x11223344, 0xE000000180000000L, 90_000, 0x80000064L, 50_000, blocks);
  }

  private static void golden(String name, String hex, RtcpPacket meaning) {
    BYTES.put(name, Bytes.hex(hex));
    MEANING.put(name, meaning);
  }

  static byte[] bytes(String name) {
    byte[] bytes = BYTES.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException(name);
    }
    return bytes;
  }
}
