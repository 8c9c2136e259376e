package org.wcs.transcode;

import java.util.ArrayList;
import java.util.List;
import org.wcs.config.TranscodeConfig;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.packetize.TrackLimits;
import org.wcs.packetize.Tracks;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Picture;
import org.wcs.stream.Publisher;
import org.wcs.stream.Rendition;
import org.wcs.stream.Sink;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.stream.Wish;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** A stream of video and sound, and transcoders with fake codecs on lanes that the test drives. */
final class Bench {

  static final long MILLISECOND = 1_000_000;
  static final Codec VP8 = new Codec.Vp8();
  static final Codec H264 = new Codec.H264(0x42E01F, 1);

  final FakeWorkshop video = new FakeWorkshop();
  final FakeWorkshop audio = new FakeWorkshop();
  final ManualLane publisher = new ManualLane();
  final ManualLane viewer = new ManualLane();
  final List<ManualLane> workers = new ArrayList<>();
  final List<Feedback> wishes = new ArrayList<>();
  final Track pictures = track(0, VP8);
  final Track sound = track(1, new Codec.Aac(2, 48_000, 2));
  final MediaStream stream =
      new MediaStream(
          "a",
          new Publisher("session", "media", "RTMP"),
          publisher,
          List.of(pictures, sound),
          reason -> {});
  final Transcoders transcoders;

  Bench() {
    this(TestConfig.defaults());
  }

  Bench(TranscodeConfig config) {
    transcoders =
        new Transcoders(video, audio, new Transcoders.Workers(this::worker, true), config);
  }

  private Lane worker() {
    ManualLane lane = new ManualLane();
    workers.add(lane);
    return lane;
  }

  private Track track(int id, Codec codec) {
    TrackLimits limits = TrackLimits.USUAL;
    return Tracks.ofFrames(id, codec, publisher, wishes::add, limits);
  }

  Rendition find(Codec codec, Picture picture) {
    return transcoders.find(stream, codec.kind(), new Wish(List.of(codec), false, picture));
  }

  Track ready(Codec codec, Picture picture) {
    Rendition found = find(codec, picture);
    if (found instanceof Rendition.Ready ready) {
      return ready.track();
    }
    throw new AssertionError("not ready but " + found);
  }

  Viewer watch(Track track) {
    Viewer added = new Viewer(viewer);
    added.subscription = track.frames().subscribe(added);
    settle();
    return added;
  }

  void publish(long pts, boolean key) {
    publisher.run(() -> pictures.publish(new Frame(pts, pts, key, new byte[10])));
    settle();
  }

  /** Publishes without letting anybody work. */
  void publishOnly(long pts, boolean key) {
    publisher.run(() -> pictures.publish(new Frame(pts, pts, key, new byte[10])));
  }

  void publishSound(long pts) {
    publisher.run(() -> sound.publish(new Frame(pts, pts, true, new byte[10])));
    settle();
  }

  void end(EndReason reason) {
    stream.tell(new StreamEvent.Ended(reason));
    settle();
  }

  /** Runs every lane until nothing waits. */
  void settle() {
    boolean busy = true;
    while (busy) {
      busy = false;
      for (ManualLane lane : lanes()) {
        busy |= lane.waiting() > 0;
        lane.drain();
      }
    }
  }

  /** Runs every lane but one. */
  void settleButFor(ManualLane resting) {
    boolean busy = true;
    while (busy) {
      busy = false;
      for (ManualLane lane : lanes()) {
        if (lane != resting) {
          busy |= lane.waiting() > 0;
          lane.drain();
        }
      }
    }
  }

  void advance(long millis) {
    lanes().forEach(lane -> lane.advance(millis * MILLISECOND));
    settle();
  }

  private List<ManualLane> lanes() {
    List<ManualLane> all = new ArrayList<>(workers);
    all.add(publisher);
    all.add(viewer);
    return all;
  }

  /** Reads one feed of frames. */
  static final class Viewer implements Sink<Frame> {
    final List<Frame> frames = new ArrayList<>();
    final List<EndReason> ends = new ArrayList<>();
    private final Lane lane;
    private Subscription subscription = () -> {};

    Viewer(Lane lane) {
      this.lane = lane;
    }

    List<Long> pts() {
      return frames.stream().map(Frame::pts).toList();
    }

    List<Long> keys() {
      return frames.stream().filter(Frame::key).map(Frame::pts).toList();
    }

    void leave() {
      subscription.cancel();
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(Frame unit) {
      frames.add(unit);
    }

    @Override
    public void ended(EndReason reason) {
      ends.add(reason);
    }
  }
}
