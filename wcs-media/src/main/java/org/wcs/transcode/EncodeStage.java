package org.wcs.transcode;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.codec.CodecException;
import org.wcs.config.TranscodeConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.FeedSource;
import org.wcs.stream.Feedback;
import org.wcs.stream.Timeline;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Makes one output track, while it is read and for a while after. On its lane unless said
 * otherwise; raw media comes from the decoder's lane through a short queue whose oldest entry gives
 * way.
 */
final class EncodeStage<R> implements FeedSource {

  private static final Logger LOG = System.getLogger(EncodeStage.class.getName());

  private final Output output;
  private final Lane lane;
  private final DecodeStage<R> decoder;
  private final Workshop<R> workshop;
  private final Quota quota;
  private final TranscodeConfig config;
  private final Track track;
  private final Consumer<EncodeStage<R>> gone;
  private final StepMeter meter = new StepMeter();
  private final AtomicLong dropped = new AtomicLong(); // written on the decoder's lane
  private final Deque<R> inbox = new ArrayDeque<>(); // under its own monitor
  private final Runnable encodeNext = this::encodeNext;
  private final List<Frame> made = new ArrayList<>();
  private final Consumer<Frame> collect = made::add;
  private volatile boolean encoding; // written on the lane
  private boolean ended;
  private Workshop.@Nullable Encoding<R> encoder;
  private Lane.@Nullable Timer lingering;
  private boolean keyWanted;
  private long keyNanos;
  private boolean limited;
  private int failures;

  /**
   * Makes a stage at rest.
   *
   * @param gone told once on the stage's lane when the track has ended
   */
  EncodeStage(
      Output output,
      Lane lane,
      DecodeStage<R> decoder,
      Workshop<R> workshop,
      Shared shared,
      TrackMaker maker,
      Consumer<EncodeStage<R>> gone) {
    this.output = output;
    this.lane = lane;
    this.decoder = decoder;
    this.workshop = workshop;
    this.quota = shared.quota();
    this.config = shared.config();
    this.gone = gone;
    this.track = maker.make(output.codec(), lane, this);
  }

  /** Makes the track of a stage. */
  interface TrackMaker {
    /** A track whose frames are published on the lane by the source. */
    Track make(Codec codec, Lane writer, FeedSource source);
  }

  /**
   * What the stages of one kind have in common.
   *
   * @param quota of encoders at work
   */
  record Shared(TranscodeConfig config, Quota quota) {}

  /** Any thread. */
  Lane lane() {
    return lane;
  }

  /** Any thread. */
  Track track() {
    return track;
  }

  /** Any thread. */
  Output output() {
    return output;
  }

  /** Whether an encoder is at work or about to be. Any thread. */
  boolean encoding() {
    return encoding;
  }

  /** Any thread. */
  StepSnapshot snapshot() {
    int queued;
    synchronized (inbox) {
      queued = inbox.size();
    }
    return meter.snapshot(queued, dropped.getOpaque());
  }

  @Override
  public void started() {
    cancelLinger();
    if (encoding || ended) {
      return;
    }
    if (!quota.take()) {
      end(EndReason.NO_TRANSCODERS);
      return;
    }
    encoding = true;
    keyWanted = false;
    limited = false;
    failures = 0;
    track.clock(clock());
    decoder.lane().execute(() -> decoder.add(this));
  }

  @Override
  public void stopped() {
    if (encoding && !ended) {
      cancelLinger();
      lingering = lane.schedule(config.limits().linger().toNanos(), this::rest);
    }
  }

  @Override
  public void feedback(Feedback wish) {
    switch (wish) {
      case Feedback.KeyFrameNeeded needed -> keyWanted = true;
      case Feedback.BitrateLimit limit -> limit(limit.bitsPerSecond());
    }
  }

  /** Ends the track. */
  void end(EndReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    rest();
    track.end(reason);
    gone.accept(this);
  }

  /**
   * Takes lent media. Decoder's lane.
   *
   * @return nanoseconds spent in encoding it here and now
   */
  long offer(R raw) {
    if (!encoding) {
      return 0;
    }
    if (lane.isCurrent()) {
      return encode(raw);
    }
    R kept = workshop.keep(raw);
    R oldest = null;
    synchronized (inbox) {
      if (inbox.size() >= config.pace().inboxPictures()) {
        oldest = inbox.poll();
      }
      inbox.add(kept);
    }
    if (oldest != null) {
      workshop.release(oldest);
      dropped.setOpaque(dropped.getPlain() + 1);
    }
    lane.execute(encodeNext);
    return 0;
  }

  private void encodeNext() {
    R raw;
    synchronized (inbox) {
      raw = inbox.poll();
    }
    if (raw == null) {
      return; // it gave way, or the stage has come to rest
    }
    try {
      if (encoding) {
        encode(raw);
      }
    } finally {
      workshop.release(raw);
    }
  }

  private long encode(R raw) {
    long startNanos = lane.nanoTime();
    meter.in();
    boolean key = keyWanted && startNanos - keyNanos >= keyIntervalNanos();
    try {
      Workshop.Encoding<R> now = fitting(raw);
      relax(now);
      now.encode(raw, key, collect);
      track.resize(now.width(), now.height());
      failures = 0;
    } catch (CodecException fault) {
      failed(fault);
    } catch (RuntimeException | LinkageError fault) {
      closeEncoder(); // who knows what it would do next
      failed(fault);
    }
    long spentNanos = lane.nanoTime() - startNanos;
    meter.busy(spentNanos);
    publish(startNanos);
    return spentNanos;
  }

  private void publish(long nowNanos) {
    if (!made.isEmpty()) {
      track.clock(clock());
    }
    for (int i = 0; i < made.size(); i++) {
      Frame frame = made.get(i);
      meter.out();
      if (frame.key()) {
        keyWanted = false;
        keyNanos = nowNanos;
      }
      track.publish(frame);
    }
    made.clear();
  }

  private Workshop.Encoding<R> fitting(R raw) throws CodecException {
    Workshop.Encoding<R> now = encoder;
    if (now != null && now.fits(raw)) {
      return now;
    }
    closeEncoder();
    now = workshop.encoder(output, raw);
    encoder = now;
    return now;
  }

  private void failed(Throwable fault) {
    meter.failed();
    failures++;
    LOG.log(Level.DEBUG, "a frame of " + output.codec().encodingName() + " was refused", fault);
    if (failures >= config.limits().failures()) {
      LOG.log(
          Level.WARNING,
          "{0} cannot be encoded: {1} frames in a row have failed, the last one by {2}",
          output,
          failures,
          fault);
      end(EndReason.FAILED);
    }
  }

  /** One viewer alone may say what it can take; where there are more, none slows the others. */
  private void limit(int bitsPerSecond) {
    Workshop.Encoding<R> now = encoder;
    if (now != null && viewers() == 1) {
      limited = true;
      now.bitrate(bitsPerSecond);
    }
  }

  private void relax(Workshop.Encoding<R> now) {
    if (limited && viewers() > 1) {
      limited = false;
      now.bitrate(0);
    }
  }

  /** Readers of packets share one reader of frames, the packetizer. */
  private int viewers() {
    int ofPackets = track.packets().readers();
    return track.frames().readers() + ofPackets - (ofPackets > 0 ? 1 : 0);
  }

  private Track.@Nullable ClockReading clock() {
    Track source = decoder.source();
    return Timeline.converted(
        source.clock(), source.codec().clockRate(), output.codec().clockRate());
  }

  private long keyIntervalNanos() {
    return config.encoding().keyFrameRequestInterval().toNanos();
  }

  private void rest() {
    cancelLinger();
    if (!encoding) {
      return;
    }
    encoding = false;
    quota.giveBack();
    track.frames().forget();
    decoder.lane().execute(() -> decoder.remove(this));
    closeEncoder();
    List<R> left;
    synchronized (inbox) {
      left = List.copyOf(inbox);
      inbox.clear();
    }
    left.forEach(workshop::release);
  }

  private void closeEncoder() {
    Workshop.Encoding<R> done = encoder;
    encoder = null;
    if (done != null) {
      done.close();
    }
  }

  private void cancelLinger() {
    Lane.Timer timer = lingering;
    lingering = null;
    if (timer != null) {
      timer.cancel();
    }
  }
}
