package org.wcs.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.transcode.Bench.H264;
import static org.wcs.transcode.Bench.VP8;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;

final class TranscodersTest {

  private static final Picture SMALL = new Picture(320, 180, 0, 0, 0);
  private static final Codec OPUS = new Codec.Opus(false, false);

  private final Bench bench = new Bench();

  @Test
  void whatFitsIsThePublishedTrack() {
    assertThat(bench.find(VP8, Picture.AS_IS))
        .isEqualTo(new Rendition.Ready(bench.pictures, false));
  }

  @Test
  void aStreamWithoutSuchMediaHasNone() {
    MediaStream silent =
        new MediaStream(
            "b",
            new Publisher("s", "m", "RTMP"),
            bench.publisher,
            List.of(bench.pictures),
            reason -> {});
    assertThat(bench.transcoders.find(silent, Codec.Kind.AUDIO, Wish.of(OPUS)))
        .isEqualTo(new Rendition.Absent());
  }

  @Test
  void aTrackCostsNothingUntilItIsRead() {
    Track track = bench.ready(H264, Picture.AS_IS);
    bench.publish(0, true);
    assertThat(track.codec()).isEqualTo(H264);
    assertThat(bench.video.decoders).isEmpty();
    assertThat(bench.video.encoders).isEmpty();
    assertThat(bench.pictures.frames().readers()).isZero();
  }

  @Test
  void equalWishesShareOneEncoder() {
    Track track = bench.ready(H264, SMALL);
    assertThat(bench.ready(H264, SMALL)).isSameAs(track);
    Bench.Viewer one = bench.watch(track);
    Bench.Viewer other = bench.watch(track);
    bench.publish(0, true);
    bench.publish(3_000, false);
    assertThat(one.pts()).containsExactly(0L, 3_000L);
    assertThat(other.pts()).containsExactly(0L, 3_000L);
    assertThat(bench.video.encoders).hasSize(1);
  }

  @Test
  void oneDecoderServesAllOutputsOfATrack() {
    Bench.Viewer big = bench.watch(bench.ready(H264, Picture.AS_IS));
    Bench.Viewer small = bench.watch(bench.ready(H264, SMALL));
    Bench.Viewer vp8 = bench.watch(bench.ready(VP8, SMALL));
    bench.publish(0, true);
    bench.publish(3_000, false);
    assertThat(List.of(big.pts(), small.pts(), vp8.pts())).containsOnly(List.of(0L, 3_000L));
    assertThat(bench.video.decoders).hasSize(1);
    assertThat(bench.video.decoders.getFirst().decoded).containsExactly(0L, 3_000L);
    assertThat(bench.video.encoders).hasSize(3);
    assertThat(bench.transcoders.counts()).isEqualTo(new Transcoders.Counts(1, 3, 0, 0));
  }

  @Test
  void soundIsMadeOnOneLane() {
    Bench.Viewer viewer = bench.watch(bench.ready(OPUS, Picture.AS_IS));
    bench.publishSound(0);
    bench.publishSound(1_024);
    assertThat(viewer.pts()).containsExactly(0L, 1_024L);
    assertThat(bench.workers).hasSize(1);
    assertThat(bench.transcoders.counts()).isEqualTo(new Transcoders.Counts(0, 0, 1, 1));
  }

  @Test
  void anEncoderLingersForAReaderThatComesBack() {
    Track track = bench.ready(H264, Picture.AS_IS);
    Bench.Viewer viewer = bench.watch(track);
    bench.publish(0, true);
    viewer.leave();
    bench.settle();
    bench.advance(2_900);
    assertThat(bench.video.openEncoders()).isOne();
    Bench.Viewer again = bench.watch(track);
    bench.advance(10_000);
    bench.publish(3_000, false);
    assertThat(again.pts()).endsWith(3_000L);
    assertThat(bench.video.encoders).hasSize(1);
  }

  @Test
  void afterTheLastReaderEverythingIsFreed() {
    Track track = bench.ready(H264, Picture.AS_IS);
    Bench.Viewer viewer = bench.watch(track);
    bench.publish(0, true);
    viewer.leave();
    bench.settle();
    bench.advance(3_100);
    assertThat(bench.video.openEncoders()).isZero();
    assertThat(bench.video.openDecoders()).isZero();
    assertThat(bench.pictures.frames().readers()).isZero();
    assertThat(bench.transcoders.counts()).isEqualTo(new Transcoders.Counts(0, 0, 0, 0));
    assertThat(bench.video.kept).isZero();
  }

  @Test
  void aTrackCanBeReadAgainAfterItsRest() {
    Track track = bench.ready(H264, Picture.AS_IS);
    Bench.Viewer first = bench.watch(track);
    bench.publish(0, true);
    first.leave();
    bench.settle();
    bench.advance(3_100);
    Bench.Viewer again = bench.watch(track);
    bench.publish(3_000, false);
    assertThat(again.pts()).containsExactly(0L, 3_000L); // what the source keeps, and then on
    assertThat(again.keys()).containsExactly(0L);
    assertThat(bench.video.openDecoders()).isOne();
    assertThat(bench.video.openEncoders()).isOne();
  }

  @Test
  void theDecoderStaysWhileOneEncoderIsLeft() {
    Bench.Viewer big = bench.watch(bench.ready(H264, Picture.AS_IS));
    Bench.Viewer small = bench.watch(bench.ready(H264, SMALL));
    bench.publish(0, true);
    big.leave();
    bench.settle();
    bench.advance(3_100);
    bench.publish(3_000, false);
    assertThat(bench.video.openEncoders()).isOne();
    assertThat(small.pts()).containsExactly(0L, 3_000L);
    assertThat(bench.video.decoders).hasSize(1);
  }

  @Test
  void theEndOfTheStreamEndsWhatIsMadeOfIt() {
    Track read = bench.ready(H264, Picture.AS_IS);
    Bench.Viewer viewer = bench.watch(read);
    Track idle = bench.ready(H264, SMALL);
    bench.publish(0, true);
    bench.end(EndReason.STOPPED_BY_PUBLISHER);
    assertThat(viewer.ends).containsExactly(EndReason.STOPPED_BY_PUBLISHER);
    assertThat(bench.watch(idle).ends).containsExactly(EndReason.STOPPED_BY_PUBLISHER);
    assertThat(bench.video.openDecoders()).isZero();
    assertThat(bench.video.openEncoders()).isZero();
    assertThat(bench.transcoders.snapshot()).isEmpty();
  }

  @Test
  void aStreamThatHasEndedHasNothingMadeOfItForLong() {
    bench.end(EndReason.STOPPED_BY_PUBLISHER);
    Track late = bench.ready(H264, Picture.AS_IS);
    bench.settle();
    assertThat(bench.watch(late).ends).containsExactly(EndReason.STOPPED_BY_PUBLISHER);
    assertThat(bench.transcoders.snapshot()).isEmpty();
  }

  @Test
  void closingEndsAllAndMakesNoMore() {
    Bench.Viewer viewer = bench.watch(bench.ready(H264, Picture.AS_IS));
    bench.publish(0, true);
    bench.transcoders.close();
    bench.settle();
    assertThat(viewer.ends).containsExactly(EndReason.SHUTDOWN);
    assertThat(bench.video.openDecoders() + bench.video.openEncoders()).isZero();
    assertThat(bench.find(H264, SMALL)).isInstanceOf(Rendition.Impossible.class);
  }

  @Test
  void noMoreEncodersWorkThanAllowed() {
    Bench small = new Bench(TestConfig.limits(1, 16, 100));
    Track free = small.ready(H264, SMALL);
    Track track = small.ready(H264, Picture.AS_IS);
    Bench.Viewer viewer = small.watch(track);
    assertThat(small.find(VP8, SMALL))
        .isEqualTo(
            new Rendition.Impossible(EndReason.NO_TRANSCODERS, "1 encoders are at work already"));
    assertThat(small.ready(H264, Picture.AS_IS)).isSameAs(track);
    assertThat(small.watch(free).ends).containsExactly(EndReason.NO_TRANSCODERS);
    viewer.leave();
    small.settle();
    small.advance(3_100);
    assertThat(small.find(H264, SMALL)).isInstanceOf(Rendition.Ready.class);
  }

  @Test
  void renditionsThatNobodyReadsGiveWay() {
    Bench small = new Bench(TestConfig.limits(100, 2, 100));
    Track first = small.ready(H264, new Picture(320, 0, 0, 0, 0));
    Bench.Viewer viewer = small.watch(small.ready(H264, new Picture(330, 0, 0, 0, 0)));
    Track third = small.ready(H264, new Picture(340, 0, 0, 0, 0));
    assertThat(small.watch(first).ends).containsExactly(EndReason.NO_TRANSCODERS);
    assertThat(viewer.ends).isEmpty();
    small.watch(third);
    assertThat(small.find(H264, new Picture(350, 0, 0, 0, 0)))
        .isInstanceOf(Rendition.Impossible.class);
  }

  @Test
  void idsOfMadeTracksAreUniqueInTheStream() {
    List<Integer> ids =
        List.of(
            bench.pictures.id(),
            bench.sound.id(),
            bench.ready(H264, Picture.AS_IS).id(),
            bench.ready(H264, SMALL).id(),
            bench.ready(OPUS, Picture.AS_IS).id());
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void theSnapshotTellsEachStep() {
    bench.watch(bench.ready(H264, SMALL));
    bench.publish(0, true);
    bench.publish(3_000, false);
    TrackSnapshot track = bench.transcoders.snapshot().getFirst();
    assertThat(track.stream()).isEqualTo("a");
    assertThat(track.decoding()).isTrue();
    assertThat(track.decode()).isEqualTo(new StepSnapshot(2, 2, 0, 0, 0, 0));
    TrackSnapshot.Made made = track.outputs().getFirst();
    assertThat(made.encoding()).isTrue();
    assertThat(made.readers()).isOne();
    assertThat(made.width()).isEqualTo(640);
    assertThat(made.encode()).isEqualTo(new StepSnapshot(2, 2, 0, 0, 0, 0));
  }
}
