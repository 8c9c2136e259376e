package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtsp.ingest.Stage.MILLI;

import java.util.List;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.unit.RtpPacket;

/** A camera with pictures and sound, and what becomes of them. */
abstract class IngestCase {

  static final byte[] SOUND = new byte[160];
  static final int FRAME = 3_600; // 25 pictures a second

  final Stage stage = new Stage();
  final RtpSource video = new RtpSource(0x11, 96);
  final RtpSource audio = new RtpSource(0x22, 0);

  /** A picture in one packet, 40 ms after the one before. */
  void picture(boolean key) {
    stage.rtp(0, video.packet(true, key ? RtpSource.IDR : RtpSource.SLICE));
    video.timestamp += FRAME;
    stage.pass(40 * MILLI);
  }

  void sound() {
    stage.rtp(1, audio.packet(false, SOUND));
    audio.timestamp += 160;
  }

  static List<Long> numbers(List<RtpPacket> packets) {
    return packets.stream().map(RtpPacket::sequence).toList();
  }

  static List<Integer> types(List<RtpPacket> packets) {
    return packets.stream().map(each -> each.wire()[each.payloadOffset()] & 0x1F).toList();
  }

  int plis() {
    int plis = 0;
    for (byte[] compound : stage.rtcp) {
      List<RtcpPacket> read = RtcpCompound.parse(compound, 0, compound.length);
      assertThat(read.get(0)).isInstanceOf(RtcpPacket.ReceiverReport.class);
      for (RtcpPacket packet : read) {
        plis += packet instanceof RtcpPacket.Pli pli && pli.mediaSsrc() == 0x11 ? 1 : 0;
      }
    }
    return plis;
  }
}
