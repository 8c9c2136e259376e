package org.wcs.ejb.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wcs.codec.CodecException;
import org.wcs.codec.Codecs;
import org.wcs.codec.RawPicture;
import org.wcs.codec.VideoEncoder;
import org.wcs.codec.VideoSettings;
import org.wcs.config.TranscodeConfig;
import org.wcs.lane.Lane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Sink;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.transcode.Transcoders;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** Real codecs on real threads, with viewers that come and go. */
@Timeout(60)
final class TranscodingOnWorkersTest {

  private static final Codecs CODECS = Codecs.load(Path.of("target", "natives"));
  private static final Codec.Video VP8 = new Codec.Vp8();
  private static final Codec H264 = new Codec.H264(0x42E01F, 1);
  private static final int FRAMES = 240;

  private final WorkerPool pool = new WorkerPool(3, Thread::new);
  private final Lane publisher = pool.get();
  private final Queue<LogRecord> faults = new ConcurrentLinkedQueue<>();
  private final Handler watch = new Watch();
  private final Logger logger = Logger.getLogger("org.wcs");

  @BeforeEach
  void watchTheLog() {
    logger.addHandler(watch);
  }

  @AfterEach
  void close() {
    logger.removeHandler(watch);
    pool.close(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void viewersMayComeAndGoAtAnyTime() throws CodecException, InterruptedException {
    Track source = Tracks.ofFrames(0, VP8, publisher, wish -> {}, TrackLimits.USUAL);
    Publisher owner = new Publisher("s", "m", "RTMP");
    MediaStream stream = new MediaStream("a", owner, publisher, List.of(source), reason -> {});
    Transcoders transcoders =
        Transcoders.of(CODECS, new Transcoders.Workers(pool, pool::patient, true), impatient());
    AtomicInteger seen = new AtomicInteger();
    Random random = new Random(1);
    Deque<Subscription> viewers = new ArrayDeque<>();
    for (Frame frame : frames()) {
      publisher.execute(() -> source.publish(frame));
      if (random.nextInt(3) == 0) {
        viewers.add(watch(transcoders, stream, random.nextInt(4), seen));
      }
      if (viewers.size() > 3 || random.nextInt(6) == 0 && !viewers.isEmpty()) {
        viewers.remove().cancel();
      }
      breathe();
    }
    stream.tell(new StreamEvent.Ended(EndReason.STOPPED_BY_PUBLISHER));
    transcoders.close();
    pool.close(TimeUnit.SECONDS.toNanos(10));
    assertThat(faults).extracting(LogRecord::getMessage).isEmpty();
    assertThat(seen).hasPositiveValue();
    assertThat(transcoders.counts()).isEqualTo(new Transcoders.Counts(0, 0, 0, 0));
    assertThat(source.frames().readers()).isZero();
  }

  private Subscription watch(
      Transcoders transcoders, MediaStream stream, int which, AtomicInteger seen) {
    Picture picture = new Picture(0, 60 + 20 * which, 0, 0, 0);
    Wish wish = new Wish(List.of(which == 3 ? VP8 : H264), false, picture);
    Rendition found = transcoders.find(stream, Codec.Kind.VIDEO, wish);
    assertThat(found).isInstanceOf(Rendition.Ready.class);
    Track track = ((Rendition.Ready) found).track();
    return track.frames().subscribe(new Viewer(pool.get(), seen));
  }

  /** Lets the workers have a turn, as the time between two frames would. */
  private void breathe() throws InterruptedException {
    CountDownLatch turns = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      pool.get().execute(turns::countDown);
    }
    turns.await();
  }

  private static List<Frame> frames() throws CodecException {
    List<Frame> frames = new ArrayList<>();
    try (VideoEncoder encoder = CODECS.videoEncoder(VP8, VideoSettings.of(320, 240, 500_000))) {
      for (int i = 0; i < FRAMES; i++) {
        byte[] i420 = new byte[320 * 240 * 3 / 2];
        new Random(i / 10).nextBytes(i420);
        try (RawPicture picture = RawPicture.ofI420(320, 240, i * 3_000L, i420)) {
          encoder.encode(picture, i % 30 == 0, frames::add);
        }
      }
    }
    return frames;
  }

  /** Encoders that rest as soon as nobody reads them. */
  private static TranscodeConfig impatient() {
    TranscodeConfig usual = TranscodeConfig.defaults();
    TranscodeConfig.Limits limits =
        new TranscodeConfig.Limits(100, 100, 16, 100, Duration.ofMillis(1));
    return new TranscodeConfig(false, false, 0, limits, usual.pace(), usual.encoding());
  }

  private record Viewer(Lane lane, AtomicInteger seen) implements Sink<Frame> {
    @Override
    public void accept(Frame unit) {
      assertThat(lane.isCurrent()).isTrue();
      seen.incrementAndGet();
    }
  }

  private final class Watch extends Handler {
    @Override
    public void publish(LogRecord record) {
      if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
        faults.add(record);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
