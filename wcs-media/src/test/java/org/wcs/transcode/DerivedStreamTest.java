package org.wcs.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.wcs.codec.CodecException;
import org.wcs.codec.Overlay;
import org.wcs.codec.RawPicture;
import org.wcs.codec.VideoDecoder;
import org.wcs.codec.VideoEncoder;
import org.wcs.codec.VideoSettings;
import org.wcs.fake.ManualLane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Streams made of a stream, and pictures taken of it, through the real codecs. */
final class DerivedStreamTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final Codec.Video H264 = new Codec.H264(0x42E01F, 1);
  private static final Codec AAC = new Codec.Aac(2, 48_000, 2);

  private final ManualLane lane = new ManualLane();
  private final StreamHub hub = new StreamHub();
  private final List<EndReason> ends = new ArrayList<>();
  private final List<Feedback> wishes = new ArrayList<>();
  private final Track video = Tracks.ofFrames(0, H264, lane, wishes::add, TrackLimits.USUAL);
  private final Track audio = Tracks.ofFrames(1, AAC, lane, wishes::add, TrackLimits.USUAL);
  private final MediaStream source = stream(List.of(video, audio));
  private final Transcoders transcoders =
      Transcoders.of(
          RealBench.CODECS, new Transcoders.Workers(() -> lane, false), TestConfig.defaults());
  private int sent;

  @Test
  void itIsAStreamLikeAnyOtherInTheSizeThatWasOrdered() throws CodecException {
    DerivedStream derived = derive(new Tuning(0, 0), new Picture(160, 120, 0, 0, 0));
    assertThat(hub.find("b")).contains(derived.stream());
    assertThat(derived.stream().live()).isFalse();
    Bench.Viewer viewer = watch(derived.stream());
    publish(30, 60);
    assertThat(derived.stream().live()).isTrue();
    Track made = derived.stream().track(Codec.Kind.VIDEO).orElseThrow();
    assertThat(made.width()).isEqualTo(160);
    assertThat(made.height()).isEqualTo(120);
    assertThat(viewer.frames).hasSize(30);
    List<RawSize> shown = decoded(viewer.frames);
    assertThat(shown).allMatch(each -> each.width == 160 && each.height == 120);
    assertThat(shown.get(29).mean).isCloseTo(60, within(6.0));
    assertThat(source.viewers()).isEqualTo(1);
    derived.stop(EndReason.TERMINATED_BY_REST);
    lane.drain();
    assertThat(hub.find("b")).isEmpty();
    assertThat(ends).containsExactly(EndReason.TERMINATED_BY_REST);
    assertThat(viewer.ends).containsExactly(EndReason.TERMINATED_BY_REST);
    assertThat(source.viewers()).isZero();
    assertThat(audio.frames().readers()).isZero();
  }

  @Test
  void whoComesLaterStartsAtOnce() throws CodecException {
    DerivedStream derived = derive(new Tuning(0, 0), Picture.AS_IS);
    publish(20, 60);
    Bench.Viewer late = watch(derived.stream());
    assertThat(late.frames).hasSize(20);
    assertThat(late.frames.getFirst().key()).isTrue();
  }

  @Test
  void soundThatNobodyOrderedAnewIsHandedOn() {
    DerivedStream derived = derive(new Tuning(0, 0), Picture.AS_IS);
    Bench.Viewer listener = new Bench.Viewer(lane);
    derived.stream().track(Codec.Kind.AUDIO).orElseThrow().frames().subscribe(listener);
    lane.drain();
    byte[] tone = {1, 2, 3};
    lane.run(() -> audio.clock(new Track.ClockReading(7, 1_024)));
    lane.run(() -> audio.publish(new Frame(1_024, 1_024, true, tone)));
    assertThat(listener.frames)
        .singleElement()
        .satisfies(f -> assertThat(f.payload()).isSameAs(tone));
    assertThat(derived.stream().track(Codec.Kind.AUDIO).orElseThrow().clock())
        .isEqualTo(new Track.ClockReading(7, 1_024));
  }

  @Test
  void keyFramesComeAfterAsManyPicturesAsOrdered() throws CodecException {
    DerivedStream derived = derive(new Tuning(12, 0), Picture.AS_IS);
    Bench.Viewer viewer = watch(derived.stream());
    publish(40, 60);
    assertThat(viewer.keys()).containsExactly(0L, 36_000L, 72_000L, 108_000L);
  }

  @Test
  void theWatermarkMayBeSetWhileItRuns() throws CodecException, IOException {
    Tuning tuning = new Tuning(0, 0);
    DerivedStream derived = derive(tuning, Picture.AS_IS);
    Bench.Viewer viewer = watch(derived.stream());
    publish(10, 60);
    tuning.overlay(RealBench.CODECS.overlay(white(), Overlay.Place.CORNER));
    publish(15, 60);
    tuning.overlay(null);
    publish(15, 60);
    List<RawSize> shown = decoded(viewer.frames);
    assertThat(shown.get(9).corner).isCloseTo(60, within(8));
    assertThat(shown.get(24).corner).isCloseTo(235, within(12));
    assertThat(shown.get(24).far).isCloseTo(60, within(8));
    assertThat(shown.get(39).corner).isCloseTo(60, within(12));
  }

  @Test
  void viewersOfTheSourceSeeNoWatermark() throws CodecException, IOException {
    Tuning tuning = new Tuning(0, 0);
    tuning.overlay(RealBench.CODECS.overlay(white(), Overlay.Place.CORNER));
    derive(tuning, Picture.AS_IS);
    Rendition found =
        transcoders.find(
            source,
            Codec.Kind.VIDEO,
            new Wish(List.of(H264), true, new Picture(WIDTH, HEIGHT, 0, 0, 0)));
    Bench.Viewer viewer = new Bench.Viewer(lane);
    ((Rendition.Ready) found).track().frames().subscribe(viewer);
    lane.drain();
    publish(10, 60);
    assertThat(decoded(viewer.frames).get(9).corner).isCloseTo(60, within(8));
  }

  @Test
  void itEndsWithItsSource() {
    DerivedStream derived = derive(new Tuning(0, 0), Picture.AS_IS);
    source.tell(new StreamEvent.Ended(EndReason.STOPPED_BY_PUBLISHER));
    lane.drain();
    assertThat(ends).containsExactly(EndReason.STOPPED_BY_PUBLISHER);
    assertThat(hub.find("b")).isEmpty();
    derived.stop(EndReason.FAILED);
    lane.drain();
    assertThat(ends).hasSize(1);
  }

  @Test
  void aNameInUseIsNotTaken() {
    derive(new Tuning(0, 0), Picture.AS_IS);
    DerivedStream.Order order =
        new DerivedStream.Order("b", new Publisher("other", "m", "Test"), List.of(audio));
    assertThat(DerivedStream.start(hub, source, order, lane, ends::add)).isNull();
    assertThat(source.viewers()).isEqualTo(1);
  }

  @Test
  void aViewersWishForLessDoesNotSlowTheOthers() throws CodecException {
    DerivedStream derived = derive(new Tuning(0, 0), Picture.AS_IS);
    Bench.Viewer viewer = watch(derived.stream());
    publish(5, 60);
    Track made = derived.stream().track(Codec.Kind.VIDEO).orElseThrow();
    made.frames().feedback(new Feedback.BitrateLimit(50_000));
    made.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    lane.drain();
    lane.advance(TimeUnit.SECONDS.toNanos(1));
    publish(5, 60);
    assertThat(viewer.keys()).hasSize(2); // one is made, the publisher is not troubled
    assertThat(wishes).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aSnapshotShowsTheNewestPictureThatIsKept() throws CodecException, IOException {
    publish(10, 60);
    publish(20, 180);
    CompletionStage<byte[]> taken = snapshots().take(source);
    lane.drain();
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(taken.toCompletableFuture().join()));
    assertThat(image.getWidth()).isEqualTo(WIDTH);
    assertThat(image.getHeight()).isEqualTo(HEIGHT);
    assertThat(image.getRGB(50, 50) & 0xFF).isCloseTo((180 - 16) * 255 / 219, within(12));
    assertThat(video.frames().readers()).isZero();
    assertThat(lane.timers()).isZero();
  }

  @Test
  void aSnapshotWaitsForAKeyFrameIfNothingIsKept() throws CodecException {
    CompletionStage<byte[]> taken = snapshots().take(source);
    lane.drain();
    assertThat(wishes).containsExactly(Feedback.KeyFrameNeeded.INSTANCE);
    lane.advance(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(taken.toCompletableFuture()).isNotDone();
    publish(1, 60);
    assertThat(taken.toCompletableFuture().join()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void aSnapshotThatDoesNotComeInTimeFails() {
    CompletionStage<byte[]> taken = snapshots().take(source);
    lane.drain();
    lane.advance(TimeUnit.SECONDS.toNanos(3));
    assertThat(taken.toCompletableFuture()).isCompletedExceptionally();
    assertThat(wishes).hasSizeBetween(20, 31);
    assertThat(video.frames().readers()).isZero();
    assertThat(lane.timers()).isZero();
  }

  @Test
  void aDamagedKeyFrameIsPassedOver() throws CodecException {
    lane.run(() -> video.publish(new Frame(0, 0, true, new byte[] {0, 0, 0, 2, 0x65, 0})));
    CompletionStage<byte[]> taken = snapshots().take(source);
    lane.drain();
    assertThat(taken.toCompletableFuture()).isNotDone();
    publish(1, 60);
    assertThat(taken.toCompletableFuture().join()).isNotEmpty();
  }

  @Test
  void soundAloneHasNoSnapshot() {
    MediaStream deaf = stream(List.of(audio));
    assertThat(snapshots().take(deaf).handle((png, fault) -> fault).toCompletableFuture().join())
        .isInstanceOfAny(IllegalStateException.class, CompletionException.class);
  }

  private Snapshots snapshots() {
    return new Snapshots(RealBench.CODECS, () -> lane, Duration.ofSeconds(3), 30);
  }

  private MediaStream stream(List<Track> tracks) {
    return new MediaStream("a", new Publisher("s", "m", "RTMP"), lane, tracks, reason -> {});
  }

  private DerivedStream derive(Tuning tuning, Picture picture) {
    Wish wish = new Wish(List.of(new Codec.H264(0, 1)), true, picture);
    Rendition found = transcoders.findOwn(source, Codec.Kind.VIDEO, wish, tuning);
    DerivedStream.Order order =
        new DerivedStream.Order(
            "b",
            new Publisher("transcoder://b", "m", "Test"),
            List.of(((Rendition.Ready) found).track(), audio));
    DerivedStream derived = DerivedStream.start(hub, source, order, lane, ends::add);
    lane.drain();
    if (derived == null) {
      throw new AssertionError("the name is in use");
    }
    return derived;
  }

  private Bench.Viewer watch(MediaStream stream) {
    Bench.Viewer viewer = new Bench.Viewer(lane);
    stream.track(Codec.Kind.VIDEO).orElseThrow().frames().subscribe(viewer);
    lane.drain();
    return viewer;
  }

  /** Grey pictures of that brightness, beginning with a key frame. */
  private void publish(int count, int luma) throws CodecException {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder =
        RealBench.CODECS.videoEncoder(H264, VideoSettings.of(WIDTH, HEIGHT, 1_000_000))) {
      for (int i = 0; i < count; i++) {
        byte[] i420 = new byte[WIDTH * HEIGHT * 3 / 2];
        Arrays.fill(i420, (byte) 128);
        Arrays.fill(i420, 0, WIDTH * HEIGHT, (byte) luma);
        try (RawPicture picture = RawPicture.ofI420(WIDTH, HEIGHT, sent++ * 3_000L, i420)) {
          encoder.encode(picture, false, frames::add);
        }
      }
    }
    frames.forEach(frame -> lane.run(() -> video.publish(frame)));
  }

  private static byte[] white() throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, 0xFFFFFFFF);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static List<RawSize> decoded(List<Frame> frames) throws CodecException {
    List<RawSize> shown = new ArrayList<>();
    try (VideoDecoder decoder = RealBench.CODECS.videoDecoder(H264, 1)) {
      for (Frame frame : frames) {
        decoder.decode(frame, picture -> shown.add(RawSize.of(picture)));
      }
      decoder.flush(picture -> shown.add(RawSize.of(picture)));
    }
    return shown;
  }

  private record RawSize(int width, int height, double mean, int corner, int far) {
    static RawSize of(RawPicture picture) {
      byte[] i420 = picture.i420();
      int width = picture.width();
      double sum = 0;
      for (int i = 0; i < width * picture.height(); i++) {
        sum += i420[i] & 0xFF;
      }
      return new RawSize(
          width,
          picture.height(),
          sum / (width * picture.height()),
          i420[20 * width + 20] & 0xFF,
          i420[(picture.height() - 20) * width + width - 20] & 0xFF);
    }
  }
}
