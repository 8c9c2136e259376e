package org.wcs.rtsp.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.Bitstreams;
import org.wcs.rtp.RtpHeader;
import org.wcs.unit.RtpPacket;

/** Every corruption and every truncation of what a camera sends. */
final class HostilePacketsTest {
  private static final int[] MASKS = {0x01, 0x80, 0xFF};

  private final RtpSource video = new RtpSource(1, 96);
  private final List<byte[]> goldens = new ArrayList<>();

  HostilePacketsTest() {
    goldens.add(video.packet(false, RtpSource.SPS));
    goldens.add(video.packet(false, Bitstreams.stapA(RtpSource.SPS, RtpSource.PPS)));
    goldens.add(video.packet(false, Bitstreams.fuA(RtpSource.IDR, true)));
    goldens.add(video.packet(true, RtpSource.IDR));
    goldens.add(video.packet(true, new byte[] {0, 0, 0, 1, 0x67, 0x64, 0, 0x1F}));
  }

  private static void send(byte[] packet) {
    for (boolean sprop : new boolean[] {true, false}) {
      Stage stage = new Stage();
      stage.plan(Stage.sdp(sprop));
      stage.rtp(0, packet);
      stage.rtp(0, new RtpSource(1, 96).packet(true, RtpSource.IDR));
      stage.rtp(1, new RtpSource(2, 0).packet(true, new byte[160]));
      stage.pass(Stage.SECOND);
      assertThat(stage.ended).isEmpty();
      stage
          .hub
          .find("cam")
          .ifPresent(
              stream ->
                  stream
                      .tracks()
                      .forEach(
                          track -> stage.packets(track).units.forEach(HostilePacketsTest::check)));
    }
  }

  private static void check(RtpPacket packet) {
    assertThat(RtpHeader.valid(packet.wire(), 0, packet.wire().length)).isTrue();
  }

  @Test
  void noCorruptionDoesHarm() {
    for (byte[] golden : goldens) {
      for (int i = 0; i < golden.length; i++) {
        for (int mask : MASKS) {
          byte[] bad = golden.clone();
          bad[i] ^= (byte) mask;
          send(bad);
        }
        byte[] zero = golden.clone();
        zero[i] = 0;
        send(zero);
        zero[i] = (byte) 0xFF;
        send(zero);
      }
    }
  }

  @Test
  void noTruncationDoesHarm() {
    for (byte[] golden : goldens) {
      for (int length = 0; length < golden.length; length++) {
        send(Arrays.copyOf(golden, length));
      }
    }
  }

  @Test
  void noCorruptionOfAReportDoesHarm() {
    byte[] golden = video.report(0x1234_5678_9ABC_DEF0L, 77);
    for (int i = 0; i < golden.length; i++) {
      for (int mask : MASKS) {
        byte[] bad = golden.clone();
        bad[i] ^= (byte) mask;
        Stage stage = new Stage();
        stage.plan(Stage.sdp(true));
        stage.rtp(0, new RtpSource(1, 96).packet(true, RtpSource.IDR));
        stage.rtcp(0, bad);
        stage.rtcp(0, Arrays.copyOf(golden, i));
        stage.pass(Stage.SECOND);
        assertThat(stage.published).hasSize(1);
      }
    }
  }
}
