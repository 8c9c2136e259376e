package org.wcs.rtsp.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtpHeader;

/** Players over UDP. */
final class DatagramTest {

  @Test
  void sendsAPictureAsOneBurstAndPadsWhatIsALittleShort() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.udp().play();
    clear(player);
    stage.lane.run(
        () -> {
          stage.video(payload(1_000), false, false);
          stage.video(payload(990), false, false);
          stage.video(payload(1_000), false, false);
          stage.video(payload(300), true, false);
        });
    assertThat(player.videoPath.bursts).containsExactly(4);
    List<byte[]> sent = player.videoPath.datagrams;
    assertThat(sent).extracting(each -> each.length).containsExactly(1_012, 1_012, 1_012, 312);
    byte[] padded = sent.get(1);
    assertThat(RtpHeader.valid(padded, 0, padded.length)).isTrue();
    assertThat(RtpHeader.payloadLength(padded, 0, padded.length)).isEqualTo(990);
    assertThat(sent.getFirst()[0]).isEqualTo((byte) 0x80);
    int first = RtpHeader.sequence(sent.getFirst(), 0);
    for (int i = 1; i < 4; i++) {
      assertThat(RtpHeader.sequence(sent.get(i), 0)).isEqualTo(first + i & 0xFFFF);
    }
  }

  @Test
  void allPlayersGetTheSameDatagrams() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer first = stage.udp().play();
    TestPlayer second = stage.udp().play();
    TestPlayer third = stage.tcp().play();
    clear(first);
    clear(second);
    third.connection.take();
    stage.groups(2, 5);
    assertThat(first.videoPath.datagrams).hasSize(24);
    List<RecordedConnection.Piece> pieces = third.connection.take(0);
    for (int i = 0; i < 24; i++) {
      assertThat(second.videoPath.datagrams.get(i)).isEqualTo(first.videoPath.datagrams.get(i));
      byte[] same = pieces.get(i).bytes();
      assertThat(unpadded(first.videoPath.datagrams.get(i))).isEqualTo(same);
    }
    assertThat(first.audioPath.datagrams).hasSize(20);
  }

  @Test
  void sendsThePastInPortionsAndThenGoesOnWithoutGapOrDoublet() {
    Stage stage = new Stage();
    stage.pictureOctets = 1_300;
    stage.groups(1, 100); // 200 kB
    TestPlayer player = stage.udp().play();
    int atOnce = player.videoPath.datagrams.size();
    assertThat(atOnce).isBetween(10, 40);
    for (int i = 0; i < 20; i++) {
      stage.picture(false);
    }
    List<byte[]> sent = player.videoPath.datagrams;
    assertThat(sent).hasSize(2 + 2 * 120);
    for (int i = 1; i < sent.size(); i++) {
      assertThat(RtpHeader.sequence(sent.get(i), 0))
          .isEqualTo(RtpHeader.sequence(sent.get(i - 1), 0) + 1 & 0xFFFF);
    }
    assertThat(player.audioPath.datagrams).hasSize(240);
    assertThat(player.starts).hasSize(2);
  }

  @Test
  void packetsThatNoDatagramHoldsAreLeftOutAndCounted() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.udp().play();
    clear(player);
    stage.lane.run(
        () -> {
          stage.video(payload(65_500), false, false);
          stage.video(payload(5_000), false, false);
          stage.video(payload(1_000), true, false);
        });
    assertThat(player.videoPath.datagrams)
        .extracting(each -> each.length)
        .containsExactly(5_012, 1_012);
    assertThat(player.videoPath.bursts).containsExactly(1, 1);
    assertThat(player.player.snapshot().skipped()).isOne();
  }

  @Test
  void reportsGoTheirOwnWay() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.udp().play();
    assertThat(player.videoReports.datagrams).hasSize(1);
    assertThat(player.audioReports.datagrams).hasSize(1);
    stage.advance(5 * Stage.SECOND);
    assertThat(player.videoReports.datagrams).hasSize(2);
    stage.end();
    byte[] last = player.audioReports.datagrams.getLast();
    List<RtcpPacket> compound = RtcpCompound.parse(last, 0, last.length);
    assertThat(compound).hasSize(3);
    assertThat(compound.get(1)).isInstanceOf(RtcpPacket.SourceDescription.class);
    assertThat(compound.getLast()).isEqualTo(new RtcpPacket.Bye(List.of(player.track(1).ssrc())));
  }

  private static byte[] unpadded(byte[] datagram) {
    boolean padded = (datagram[0] & 0x20) != 0;
    int length = datagram.length - (padded ? datagram[datagram.length - 1] : 0);
    byte[] bytes = Arrays.copyOf(datagram, length);
    bytes[0] = (byte) 0x80;
    return bytes;
  }

  private static byte[] payload(int length) {
    byte[] payload = new byte[length];
    payload[0] = 0x41;
    return payload;
  }

  private static void clear(TestPlayer player) {
    player.videoPath.datagrams.clear();
    player.videoPath.bursts.clear();
    player.audioPath.datagrams.clear();
    player.audioPath.bursts.clear();
  }
}
