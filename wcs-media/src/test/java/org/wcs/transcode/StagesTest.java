package org.wcs.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.transcode.Bench.H264;
import static org.wcs.transcode.Bench.MILLISECOND;

import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.Picture;
import org.wcs.stream.Sink;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.RtpPacket;

final class StagesTest {

  private final Bench bench = new Bench();

  @Test
  void aDecoderThatCannotStartAsksForAKeyFrameOnceASecond() {
    bench.watch(bench.ready(H264, Picture.AS_IS));
    assertThat(bench.wishes).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
    bench.publish(0, false);
    bench.publish(3_000, false);
    assertThat(bench.wishes).hasSize(1);
    bench.advance(1_000);
    bench.publish(6_000, false);
    assertThat(bench.wishes).hasSize(2);
    bench.publish(9_000, true);
    assertThat(bench.video.decoders.getFirst().decoded).containsExactly(9_000L);
    assertThat(bench.transcoders.snapshot().getFirst().decode().skipped()).isEqualTo(3);
  }

  @Test
  void theGroupUnderWayIsDecodedButOnlyItsNewestPictureEncoded() {
    bench.publish(0, true);
    bench.publish(3_000, false);
    bench.publish(6_000, false);
    Bench.Viewer viewer = bench.watch(bench.ready(H264, Picture.AS_IS));
    bench.publish(9_000, false);
    assertThat(bench.video.decoders.getFirst().decoded).containsExactly(0L, 3_000L, 6_000L, 9_000L);
    assertThat(viewer.pts()).containsExactly(6_000L, 9_000L);
    assertThat(viewer.keys()).containsExactly(6_000L);
    assertThat(bench.wishes).isEmpty();
  }

  @Test
  void ofSoundThatIsKeptOnlyTheLastIsDecoded() {
    for (int i = 0; i < 50; i++) {
      bench.publishSound(i * 1_024L);
    }
    Bench.Viewer viewer = bench.watch(bench.ready(new Codec.Pcma(), Picture.AS_IS));
    assertThat(bench.audio.decoders.getFirst().decoded)
        .containsExactly(46 * 1_024L, 47 * 1_024L, 48 * 1_024L, 49 * 1_024L);
    assertThat(viewer.pts()).containsExactly(49 * 1_024L);
  }

  @Test
  void aDecoderThatIsBehindFirstOnlyDecodesThenSkipsToAKeyFrame() {
    Bench.Viewer viewer = bench.watch(bench.ready(H264, Picture.AS_IS));
    bench.publish(0, true);
    delayed(200, 3_000, false);
    delayed(400, 6_000, false);
    assertThat(bench.video.decoders.getFirst().decoded).endsWith(6_000L);
    assertThat(viewer.pts()).containsExactly(0L, 3_000L);
    delayed(1_100, 9_000, false);
    bench.publish(12_000, false);
    assertThat(bench.video.decoders.getFirst().decoded).endsWith(6_000L);
    bench.publish(15_000, true);
    assertThat(viewer.pts()).endsWith(15_000L);
    assertThat(bench.transcoders.snapshot().getFirst().decode().skipped()).isEqualTo(3);
  }

  @Test
  void framesSentWhileAGroupIsCaughtUpWithAreNotSkipped() {
    bench.publish(0, true);
    bench.video.whileDecoding = () -> decoderLane().spend(3_000 * MILLISECOND);
    Track track = bench.ready(H264, Picture.AS_IS);
    Bench.Viewer viewer = new Bench.Viewer(bench.viewer);
    track.frames().subscribe(viewer);
    bench.settleButFor(decoderLane());
    decoderLane().drain(); // asks for the frames
    bench.publisher.drain(); // and gets what is kept
    bench.publishOnly(3_000, false);
    bench.publishOnly(6_000, false);
    bench.settle();
    assertThat(bench.video.decoders.getFirst().decoded).containsExactly(0L, 3_000L, 6_000L);
    assertThat(viewer.keys()).containsExactly(0L);
  }

  @Test
  void framesThatFindNoRoomAreLeftOutUpToAKeyFrame() {
    bench.watch(bench.ready(H264, Picture.AS_IS));
    bench.publish(0, true);
    int room = TestConfig.defaults().pace().inboxFrames();
    for (int i = 1; i <= room + 10; i++) {
      bench.publishOnly(i * 3_000L, false);
    }
    bench.settle();
    bench.publish(1_500_000, false);
    bench.publish(1_503_000, true);
    assertThat(bench.video.decoders.getFirst().decoded)
        .hasSize(room + 2)
        .endsWith(1_503_000L)
        .doesNotContain(1_500_000L);
    assertThat(bench.transcoders.snapshot().getFirst().decode().skipped()).isEqualTo(11);
  }

  @Test
  void theOldestPictureGivesWayToASlowEncoder() {
    Bench.Viewer viewer = bench.watch(bench.ready(H264, Picture.AS_IS));
    bench.publish(0, true);
    for (int i = 1; i <= 5; i++) {
      bench.publishOnly(i * 3_000L, false);
    }
    decoderLane().drain();
    assertThat(bench.video.kept).isEqualTo(3);
    bench.settle();
    assertThat(viewer.pts()).containsExactly(0L, 9_000L, 12_000L, 15_000L);
    assertThat(bench.video.kept).isZero();
    assertThat(encodeSnapshot().skipped()).isEqualTo(2);
  }

  @Test
  void keyFramesComeOnRequestButNotTooOften() {
    Track track = bench.ready(H264, Picture.AS_IS);
    Bench.Viewer viewer = bench.watch(track);
    bench.publish(0, true);
    track.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    bench.settle();
    bench.publish(3_000, false);
    bench.advance(500);
    bench.publish(6_000, false);
    bench.advance(500);
    bench.publish(9_000, false);
    assertThat(viewer.keys()).containsExactly(0L, 6_000L);
  }

  @Test
  void aWishForAKeyFrameIsNotPassedToThePublisher() {
    Track track = bench.ready(H264, Picture.AS_IS);
    bench.watch(track);
    bench.publish(0, true);
    int before = bench.wishes.size();
    track.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    bench.settle();
    assertThat(bench.wishes).hasSize(before);
  }

  @Test
  void oneViewerAloneMayLimitTheBitrate() {
    Track track = bench.ready(H264, Picture.AS_IS);
    bench.watch(track);
    bench.publish(0, true);
    track.frames().feedback(new Feedback.BitrateLimit(300_000));
    bench.settle();
    assertThat(bench.video.encoders.getFirst().bitrates).containsExactly(300_000);
    bench.watch(track);
    track.frames().feedback(new Feedback.BitrateLimit(200_000));
    bench.publish(3_000, false);
    assertThat(bench.video.encoders.getFirst().bitrates).containsExactly(300_000, 0);
  }

  @Test
  void oneViewerOfPacketsIsOneViewer() {
    Track track = bench.ready(Bench.VP8, new Picture(320, 0, 0, 0, 0));
    Packets packets = new Packets(bench.viewer);
    track.packets().subscribe(packets);
    bench.settle();
    bench.publish(0, true);
    assertThat(packets.count).isPositive();
    track.packets().feedback(new Feedback.BitrateLimit(300_000));
    bench.settle();
    assertThat(bench.video.encoders.getFirst().bitrates).containsExactly(300_000);
  }

  @Test
  void aFrameThatCannotBeDecodedIsSkippedAndTheNextOneServes() {
    Bench.Viewer viewer = bench.watch(bench.ready(H264, Picture.AS_IS));
    bench.publish(0, true);
    bench.video.decodersFail = true;
    bench.publish(3_000, false);
    bench.video.decodersFail = false;
    bench.publish(6_000, false);
    assertThat(viewer.pts()).containsExactly(0L, 6_000L);
    assertThat(bench.transcoders.snapshot().getFirst().decode().failed()).isOne();
    assertThat(bench.wishes).isNotEmpty();
  }

  @Test
  void aTrackThatCannotBeDecodedAtAllEndsItsOutputsAndMayBeTriedAgain() {
    Bench small = new Bench(TestConfig.limits(100, 16, 3));
    small.video.decodersFail = true;
    Bench.Viewer viewer = small.watch(small.ready(H264, Picture.AS_IS));
    Bench.Viewer listener = small.watch(small.ready(new Codec.Pcma(), Picture.AS_IS));
    for (int i = 0; i < 3; i++) {
      small.publish(i * 3_000, true);
    }
    assertThat(viewer.ends).containsExactly(EndReason.FAILED);
    assertThat(listener.ends).isEmpty();
    assertThat(small.video.openDecoders()).isZero();
    small.video.decodersFail = false;
    Bench.Viewer again = small.watch(small.ready(H264, Picture.AS_IS));
    small.publish(12_000, true);
    assertThat(again.pts()).endsWith(12_000L);
  }

  @Test
  void anEncoderThatFailsIsReplacedAndOneThatAlwaysFailsEndsItsOwnTrack() {
    Bench small = new Bench(TestConfig.limits(100, 16, 3));
    Bench.Viewer viewer = small.watch(small.ready(H264, Picture.AS_IS));
    small.publish(0, true);
    small.video.encodersFail = true;
    small.publish(3_000, false);
    small.publish(6_000, false);
    small.video.encodersFail = false;
    small.publish(9_000, false);
    assertThat(viewer.keys()).containsExactly(0L, 9_000L);
    small.video.encodersFail = true;
    for (int i = 4; i < 7; i++) {
      small.publish(i * 3_000, false);
    }
    assertThat(viewer.ends).containsExactly(EndReason.FAILED);
    assertThat(small.video.openEncoders()).isZero();
    assertThat(small.video.kept).isZero();
  }

  @Test
  void anotherSizeOfTheSourceGetsANewEncoderAndTheTrackASize() {
    Track track = bench.ready(H264, Picture.AS_IS);
    Bench.Viewer viewer = bench.watch(track);
    bench.publish(0, true);
    assertThat(track.width()).isEqualTo(640);
    bench.video.width = 1_280;
    bench.video.height = 720;
    bench.publish(3_000, true);
    assertThat(track.width()).isEqualTo(1_280);
    assertThat(track.height()).isEqualTo(720);
    assertThat(viewer.keys()).containsExactly(0L, 3_000L);
    assertThat(bench.video.openEncoders()).isOne();
  }

  @Test
  void theClockOfTheSourceIsConvertedForTheOutput() {
    Track track = bench.ready(new Codec.Pcma(), Picture.AS_IS);
    bench.publisher.run(() -> bench.sound.clock(new Track.ClockReading(5_000, 48_000)));
    bench.watch(track);
    bench.publishSound(0);
    assertThat(track.clock()).isEqualTo(new Track.ClockReading(5_000, 8_000));
    bench.publisher.run(() -> bench.sound.clock(new Track.ClockReading(7_000, 96_000)));
    bench.publishSound(1_024);
    assertThat(track.clock()).isEqualTo(new Track.ClockReading(7_000, 16_000));
    assertThat(track.reordered()).isFalse();
  }

  @Test
  void busyTimeOfTheDecoderDoesNotCountTheEncoder() {
    bench.watch(bench.ready(new Codec.Pcma(), Picture.AS_IS));
    ManualLane lane = bench.workers.getFirst();
    bench.audio.whileDecoding = () -> lane.spend(2 * MILLISECOND);
    bench.audio.whileEncoding = () -> lane.spend(3 * MILLISECOND);
    bench.publishSound(0);
    TrackSnapshot track = bench.transcoders.snapshot().getFirst();
    assertThat(track.decode().busyNanos()).isEqualTo(2 * MILLISECOND);
    assertThat(track.outputs().getFirst().encode().busyNanos()).isEqualTo(3 * MILLISECOND);
  }

  private ManualLane decoderLane() {
    return bench.workers.getFirst();
  }

  private StepSnapshot encodeSnapshot() {
    return bench.transcoders.snapshot().getFirst().outputs().getFirst().encode();
  }

  /** Publishes a frame that reaches the decoder so much later. */
  private void delayed(long millis, long pts, boolean key) {
    bench.publishOnly(pts, key);
    decoderLane().advance(millis * MILLISECOND);
    bench.settle();
  }

  /** Counts packets. */
  private static final class Packets implements Sink<RtpPacket> {
    private final Lane lane;
    private int count;

    Packets(Lane lane) {
      this.lane = lane;
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(RtpPacket unit) {
      count++;
    }
  }
}
