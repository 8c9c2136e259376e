package org.wcs.rtsp.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wcs.rtp.Bytes;
import org.wcs.rtp.RtcpCompound;
import org.wcs.rtp.RtcpPacket;
import org.wcs.rtp.RtcpWriter;
import org.wcs.rtsp.egress.RecordedConnection.Piece;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.Track;

/** What players are told and tell by RTCP. */
final class ReportsTest {

  @Test
  void saysByeAtTheEndOfTheStream() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    player.connection.take();
    stage.lane.run(() -> stage.publishPicture(false));
    player.connection.take();
    stage.end();
    List<Piece> last = player.connection.take();
    assertThat(last).extracting(Piece::channel).containsExactly(1, 3);
    List<RtcpPacket> compound = compound(last.getFirst().bytes());
    assertThat(compound.getFirst()).isInstanceOf(RtcpPacket.SenderReport.class);
    assertThat(compound.getLast()).isEqualTo(new RtcpPacket.Bye(List.of(player.track(0).ssrc())));
    assertThat(player.ended).isEqualTo(EndReason.STOPPED_BY_PUBLISHER);
    player.close();
    assertThat(stage.stream.viewers()).isZero();
    assertThat(stage.egress.numberings().size()).isZero();
    assertThat(stage.egress.snapshot().players()).isZero();
  }

  @Test
  void reportsTellOneMomentForSoundAndPictures() {
    Stage stage = new Stage();
    stage.groups(1, 5);
    TestPlayer player = stage.tcp().play();
    List<Piece> first = player.connection.take();
    assertMoments(player, first.get(0).bytes(), first.get(1).bytes(), stage.lane.nanoTime());
    stage.advance(5 * Stage.SECOND);
    List<Piece> later = player.connection.take();
    assertThat(later).hasSize(2);
    assertThat(later).extracting(Piece::channel).containsExactlyInAnyOrder(1, 3);
    Piece video = later.get(0).channel() == 1 ? later.get(0) : later.get(1);
    Piece audio = later.get(0).channel() == 1 ? later.get(1) : later.get(0);
    long at = RtcpMoment.of(video.bytes()).nanos() - Stage.EPOCH;
    assertMoments(player, video.bytes(), audio.bytes(), at);
  }

  @Test
  void whatIsLearntOfTheClockOfThePublisherIsToldSoon() {
    Stage stage = new Stage();
    stage.groups(1, 5);
    TestPlayer player = stage.udp().play();
    long before = line(player.videoReports);
    long lane = stage.lane.nanoTime();
    stage.video.clock(new Track.ClockReading(10 * Stage.SECOND + 60 * Stage.MILLI, 900_000));
    stage.groups(1, 80);

    assertThat(stage.lane.nanoTime() - lane).isLessThan(4 * Stage.SECOND);
    assertThat(player.audioReports.datagrams).hasSize(1);
    assertThat(player.videoReports.datagrams).hasSize(2);
    assertThat(line(player.videoReports) - before).isBetween(49 * Stage.MILLI, 61 * Stage.MILLI);
  }

  /** Nanoseconds from the time of the media to the clock, by the last report. */
  private static long line(RecordedPath reports) {
    RtcpMoment last = RtcpMoment.of(reports.datagrams.getLast());
    return last.nanos() - last.rtp() * 100_000 / 9;
  }

  private static void assertMoments(TestPlayer player, byte[] video, byte[] audio, long nanos) {
    Numbering pictures = Objects.requireNonNull(player.presentation.numbering(0));
    Numbering sound = Objects.requireNonNull(player.presentation.numbering(1));
    RtcpMoment first = RtcpMoment.of(video);
    RtcpMoment second = RtcpMoment.of(audio);
    assertThat(first.nanos()).isBetween(Stage.EPOCH + nanos - 1_000, Stage.EPOCH + nanos + 1_000);
    assertThat(second.nanos()).isEqualTo(first.nanos());
    // both clocks are at their reading when lane time is 10 s
    assertThat((int) first.rtp() - pictures.timestampOffset())
        .isBetween((int) (nanos * 9 / 100_000) - 2, (int) (nanos * 9 / 100_000) + 2);
    assertThat((int) second.rtp() - sound.timestampOffset())
        .isBetween((int) (nanos / 125_000) - 2, (int) (nanos / 125_000) + 2);
  }

  private record RtcpMoment(long nanos, long rtp) {
    static RtcpMoment of(byte[] compound) {
      RtcpPacket.SenderReport report = (RtcpPacket.SenderReport) compound(compound).getFirst();
      long seconds = (report.ntpTimestamp() >>> 32) - 2_208_988_800L;
      long fraction = (report.ntpTimestamp() & 0xFFFF_FFFFL) * Stage.SECOND >>> 32;
      return new RtcpMoment(seconds * Stage.SECOND + fraction + 1, report.rtpTimestamp());
    }
  }

  private static List<RtcpPacket> compound(byte[] bytes) {
    List<RtcpPacket> packets = RtcpCompound.parse(bytes, 0, bytes.length);
    assertThat(packets).isNotEmpty();
    return packets;
  }

  @Test
  void takesWhatThePlayerReports() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    byte[] report = new byte[32];
    RtcpWriter.beginReceiverReport(report, 0, 77);
    byte[] block =
        Bytes.join(
            word(player.track(0).ssrc()),
            word(0x10_000005),
            word(70_000),
            word(900), // 10 ms
            word(0),
            word(0));
    System.arraycopy(block, 0, report, 8, 24);
    RtcpWriter.endReceiverReport(report, 0, 32);
    assertThat(player.player.rtcp(0, report, 0, 32)).isTrue();
    PlayerSnapshot.Media video = player.player.snapshot().tracks().getFirst();
    assertThat(video.lost()).isEqualTo(5);
    assertThat(video.jitterMillis()).isEqualTo(10);
    assertThat(player.player.snapshot().tracks().get(1).lost()).isZero();

    stage.asked.clear();
    byte[] pli = new byte[12];
    RtcpWriter.pli(pli, 0, 77, player.track(0).ssrc());
    stage.lane.run(() -> player.player.rtcp(0, pli, 0, 12));
    assertThat(stage.asked).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
  }

  @Test
  void badReportsAreNoSignOfLifeAndDoNoHarm() {
    Stage stage = new Stage();
    stage.picture(true);
    TestPlayer player = stage.tcp().play();
    Random random = new Random(7);
    assertThat(player.player.rtcp(0, new byte[40], 3, 20)).isFalse();
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      if (noise.length > 2) {
        noise[0] = (byte) (0x80 | noise[0] & 0x1F);
        noise[1] = (byte) (200 + i % 7);
      }
      player.player.rtcp(i % 4, noise, 0, noise.length);
    }
    stage.picture(false);
    assertThat(player.connection.take(0)).hasSize(4 + 2);
  }

  private static byte[] word(int value) {
    return Bytes.join(sixteen(value >>> 16), sixteen(value));
  }

  private static byte[] sixteen(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }
}
