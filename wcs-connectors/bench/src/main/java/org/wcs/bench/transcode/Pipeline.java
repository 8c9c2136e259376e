package org.wcs.bench.transcode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.wcs.codec.Codecs;
import org.wcs.config.TranscodeConfig;
import org.wcs.lane.Lane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Sink;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.transcode.Transcoders;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** The server's transcoders at work on the material, as fast as they can. */
final class Pipeline {

  /** Pictures on their way; more would only wait. */
  private static final int UNDER_WAY = 16;

  private static final Codec OPUS = new Codec.Opus(true, false);

  private final Codecs codecs;

  Pipeline(Path folder) throws IOException {
    codecs = Codecs.load(folder);
    if (!codecs.available()) {
      throw new IOException("the codec library is not available");
    }
  }

  /**
   * What it took.
   *
   * @param cpuNanos of the whole process
   * @param nanos from the first frame to the last
   * @param skipped pictures left out: there must be none
   */
  record Outcome(long cpuNanos, long nanos, long skipped) {}

  /** Makes all outputs of the job. */
  Outcome run(Material material, Job job) throws InterruptedException {
    List<ThreadLane> lanes = new CopyOnWriteArrayList<>();
    Transcoders transcoders =
        Transcoders.of(codecs, new Transcoders.Workers(() -> lane(lanes), true), patient());
    Lane publisher = lane(lanes);
    Lane reader = lane(lanes);
    Track video = track(0, material.video(), publisher);
    Track audio = track(1, material.audio(), publisher);
    video.reordered(true);
    MediaStream stream =
        new MediaStream(
            "bench",
            new Publisher("bench", "bench", "bench"),
            publisher,
            List.of(video, audio),
            reason -> {});
    List<Counter> counters = new ArrayList<>();
    for (Job.Output output : job.pictures()) {
      Wish wish = new Wish(List.of(output.codec()), false, output.picture());
      counters.add(read(transcoders, stream, wish, reader));
    }
    read(transcoders, stream, Wish.of(OPUS), reader);
    settle(lanes);
    long cpuNanos = cpuNanos();
    long startNanos = System.nanoTime();
    feed(material, video, audio, counters);
    long nanos = System.nanoTime() - startNanos;
    cpuNanos = cpuNanos() - cpuNanos;
    long skipped = skipped(transcoders);
    stream.tell(new StreamEvent.Ended(EndReason.STOPPED_BY_PUBLISHER));
    transcoders.close();
    settle(lanes); // the codecs are freed on their lanes
    for (ThreadLane lane : lanes) {
      lane.close();
    }
    return new Outcome(cpuNanos, nanos, skipped);
  }

  private static void feed(Material material, Track video, Track audio, List<Counter> counters)
      throws InterruptedException {
    Lane publisher = video.frames().writer();
    for (Material.Unit unit : material.units()) {
      if (unit.kind() == Codec.Kind.VIDEO) {
        for (Counter counter : counters) {
          counter.await();
        }
        publisher.execute(() -> video.publish(unit.frame()));
      } else {
        publisher.execute(() -> audio.publish(unit.frame()));
      }
    }
    for (Counter counter : counters) {
      counter.awaitLast();
    }
  }

  /** Returns when what one lane asks of the next has been done, some lanes far. */
  private static void settle(List<ThreadLane> lanes) throws InterruptedException {
    for (int hop = 0; hop < 5; hop++) {
      CountDownLatch passed = new CountDownLatch(lanes.size());
      lanes.forEach(lane -> lane.execute(passed::countDown));
      passed.await();
    }
  }

  private static Counter read(Transcoders transcoders, MediaStream stream, Wish wish, Lane reader) {
    Codec.Kind kind = wish.codecs().getFirst().kind();
    Rendition found = transcoders.find(stream, kind, wish);
    if (!(found instanceof Rendition.Ready(Track track, boolean transcoded)) || !transcoded) {
      throw new IllegalStateException("not transcoded but " + found);
    }
    Counter counter = new Counter(reader);
    track.frames().subscribe(counter);
    return counter;
  }

  private static long skipped(Transcoders transcoders) {
    return transcoders.snapshot().stream()
        .mapToLong(
            track ->
                track.decode().skipped()
                    + track.outputs().stream().mapToLong(made -> made.encode().skipped()).sum())
        .sum();
  }

  /** Settings under which nothing is left out for lack of time. */
  private static TranscodeConfig patient() {
    TranscodeConfig usual = TranscodeConfig.defaults();
    Duration ever = Duration.ofHours(1);
    return new TranscodeConfig(
        false,
        false,
        0,
        usual.limits(),
        new TranscodeConfig.Pace(ever, ever, 65_536, 4 * UNDER_WAY),
        usual.encoding());
  }

  private static Track track(int id, Codec codec, Lane lane) {
    return Tracks.ofFrames(id, codec, lane, wish -> {}, TrackLimits.USUAL);
  }

  private static Lane lane(List<ThreadLane> lanes) {
    ThreadLane lane = new ThreadLane();
    lanes.add(lane);
    return lane;
  }

  private static long cpuNanos() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getProcessCpuTime();
    }
    throw new IllegalStateException("this JVM does not tell its processor time");
  }

  /** Counts frames, and lets as many new ones in. */
  private static final class Counter implements Sink<Frame> {

    /** What a decoder may hold back for the order of presentation. */
    private static final int HELD_BACK = 4;

    private final Lane lane;
    private final Semaphore free = new Semaphore(UNDER_WAY);

    Counter(Lane lane) {
      this.lane = lane;
    }

    void await() throws InterruptedException {
      if (!free.tryAcquire(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no frame came out for ten seconds");
      }
    }

    void awaitLast() throws InterruptedException {
      if (!free.tryAcquire(UNDER_WAY - HELD_BACK, 10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the last frames did not come out");
      }
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(Frame unit) {
      free.release();
    }
  }
}
