package org.wcs.rtsp.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.wcs.rtp.RtpHeader;
import org.wcs.unit.RtpPacket;

class IngestFuzzTest {

  /**
   * A connection as bytes: two octets of length, one that says to which medium and whether it is
   * RTCP, then a packet. Whatever it is, nothing is thrown, and what goes on is well formed.
   */
  @FuzzTest
  void takesAnything(byte[] bytes) {
    Stage stage = new Stage();
    stage.plan(Stage.sdp(bytes.length % 2 == 0));
    int at = 0;
    while (at + 3 <= bytes.length) {
      int length = Math.min(RtpHeader.readShort(bytes, at) & 0x7FF, bytes.length - at - 3);
      int where = bytes[at + 2];
      byte[] packet = java.util.Arrays.copyOfRange(bytes, at + 3, at + 3 + length);
      if ((where & 2) != 0) {
        stage.rtcp(where & 1, packet);
      } else {
        stage.rtp(where & 1, packet);
      }
      stage.pass((where >>> 4 & 7) * 100L * Stage.MILLI);
      at += 3 + length;
    }
    stage
        .hub
        .find("cam")
        .ifPresent(
            stream ->
                stream
                    .tracks()
                    .forEach(track -> stage.packets(track).units.forEach(IngestFuzzTest::check)));
  }

  private static void check(RtpPacket packet) {
    if (!RtpHeader.valid(packet.wire(), 0, packet.wire().length)
        || packet.payloadOffset() + packet.payloadLength() != packet.wire().length) {
      throw new AssertionError("not a packet: " + packet);
    }
  }
}
