package org.wcs.transcode;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.codec.CodecException;
import org.wcs.config.TranscodeConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Decodes one track, once for all its encoders, while there are any. On its lane unless said
 * otherwise.
 */
final class DecodeStage<R> {

  private static final Logger LOG = System.getLogger(DecodeStage.class.getName());
  private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Frames of sound after which a decoder that starts in the middle is as good as any. */
  private static final int SETTLING = 4;

  private final Track source;
  private final Lane lane;
  private final Workshop<R> workshop;
  private final TranscodeConfig config;
  private final boolean video;
  private final StepMeter meter = new StepMeter();
  private final Consumer<R> hand = this::hand;
  private final Consumer<R> quiet = raw -> meter.skipped(1);
  private List<EncodeStage<R>> outputs = List.of();
  private volatile @Nullable Intake intake; // written on the lane
  private @Nullable Subscription subscription;
  private Workshop.@Nullable Decoding<R> decoder;
  private boolean waitingForKey;
  private boolean asked;
  private long askedNanos;
  private long encodingNanos; // of the frame being decoded
  private long replayedNanos; // what was sent before only catches up
  private int failures;

  DecodeStage(Track source, Lane lane, Workshop<R> workshop, TranscodeConfig config) {
    this.source = source;
    this.lane = lane;
    this.workshop = workshop;
    this.config = config;
    this.video = source.codec().kind() == Codec.Kind.VIDEO;
  }

  /** Any thread. */
  Lane lane() {
    return lane;
  }

  /** Any thread. */
  Track source() {
    return source;
  }

  /** Whether a track is read and decoded now. Any thread. */
  boolean decoding() {
    return intake != null;
  }

  /** Any thread. */
  StepSnapshot snapshot() {
    Intake now = intake;
    return now == null ? meter.snapshot(0, 0) : meter.snapshot(now.waiting(), now.skipped());
  }

  /** Starts to serve an encoder. */
  void add(EncodeStage<R> output) {
    List<EncodeStage<R>> more = new ArrayList<>(outputs);
    more.add(output);
    outputs = List.copyOf(more);
    if (intake == null) {
      waitingForKey = video;
      asked = false;
      failures = 0;
      replayedNanos = lane.nanoTime();
      Intake opened = new Intake(source.frames().writer(), this, config.pace().inboxFrames());
      intake = opened;
      subscription = source.frames().subscribe(opened);
    }
  }

  /** Serves an encoder no longer; without any the decoder is freed. */
  void remove(EncodeStage<R> output) {
    List<EncodeStage<R>> less = new ArrayList<>(outputs);
    less.remove(output);
    outputs = List.copyOf(less);
    if (outputs.isEmpty()) {
      close();
    }
  }

  /** What the feed has kept: decoded to catch up, but only the newest picture is worth encoding. */
  void replay(Intake from, List<Frame> past) {
    if (from != intake) {
      return;
    }
    if (past.isEmpty() && video) {
      askForKeyFrame();
    }
    // Sound needs no more than settles its decoder: decoding all of it would delay what is new.
    for (int i = video ? 0 : Math.max(0, past.size() - SETTLING); i < past.size(); i++) {
      meter.in();
      decode(past.get(i), i == past.size() - 1 ? hand : quiet);
    }
    replayedNanos = lane.nanoTime();
  }

  /** One frame, handed over at {@code sentNanos} of this lane's time. */
  void take(Intake from, Frame frame, long sentNanos) {
    if (from != intake) {
      return;
    }
    meter.in();
    long behindNanos = lane.nanoTime() - sentNanos;
    boolean catchingUp = sentNanos - replayedNanos < 0;
    if (!catchingUp && behindNanos > config.pace().decodeBehind().toNanos()) {
      waitingForKey = video;
      meter.skipped(1);
    } else if (waitingForKey && !frame.key()) {
      meter.skipped(1);
      askForKeyFrame();
    } else {
      decode(frame, behindNanos > config.pace().encodeBehind().toNanos() ? quiet : hand);
    }
  }

  /** The feed left frames out. */
  void lost(Intake from, int frames) {
    Workshop.Decoding<R> now = decoder;
    if (from == intake && now != null) {
      meter.skipped(frames);
      now.lost(frames, hand);
    }
  }

  /** The source has ended, and so does everything made of it. */
  void ended(Intake from, EndReason reason) {
    if (from == intake) {
      subscription = null;
      endOutputs(reason);
    }
  }

  private void decode(Frame frame, Consumer<R> out) {
    long startNanos = lane.nanoTime();
    encodingNanos = 0;
    try {
      opened().decode(frame, out);
      waitingForKey = false;
      failures = 0;
    } catch (CodecException | RuntimeException | LinkageError fault) {
      failed(fault);
    }
    meter.busy(lane.nanoTime() - startNanos - encodingNanos);
  }

  private Workshop.Decoding<R> opened() throws CodecException {
    Workshop.Decoding<R> now = decoder;
    if (now == null) {
      now = workshop.decoder(source.codec());
      decoder = now;
    }
    return now;
  }

  private void hand(R raw) {
    meter.out();
    List<EncodeStage<R>> now = outputs;
    for (int i = 0; i < now.size(); i++) {
      encodingNanos += now.get(i).offer(raw);
    }
  }

  private void failed(Throwable fault) {
    meter.failed();
    failures++;
    LOG.log(Level.DEBUG, "a frame of " + source.codec().encodingName() + " was refused", fault);
    if (failures >= config.limits().failures()) {
      LOG.log(
          Level.WARNING,
          "{0} cannot be decoded: {1} frames in a row have failed, the last one by {2}",
          source.codec(),
          failures,
          fault);
      endOutputs(EndReason.FAILED);
    } else if (video) {
      askForKeyFrame();
    }
  }

  private void askForKeyFrame() {
    long now = lane.nanoTime();
    if (!asked || now - askedNanos >= ASK_AGAIN_NANOS) {
      asked = true;
      askedNanos = now;
      source.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }
  }

  private void endOutputs(EndReason reason) {
    for (EncodeStage<R> output : outputs) {
      output.lane().execute(() -> output.end(reason));
    }
    outputs = List.of();
    close();
  }

  private void close() {
    intake = null;
    Subscription last = subscription;
    subscription = null;
    if (last != null) {
      last.cancel();
    }
    Workshop.Decoding<R> done = decoder;
    decoder = null;
    if (done != null) {
      done.close();
    }
  }
}
