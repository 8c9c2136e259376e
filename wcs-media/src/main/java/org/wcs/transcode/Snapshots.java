package org.wcs.transcode;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.codec.CodecException;
import org.wcs.codec.Codecs;
import org.wcs.codec.RawPicture;
import org.wcs.codec.VideoDecoder;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Sink;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Takes pictures of streams: the newest that can be decoded from what the stream keeps, else that
 * of the next key frame, which is asked for. Any thread.
 */
public final class Snapshots {

  private static final Logger LOG = System.getLogger(Snapshots.class.getName());

  private final Codecs codecs;
  private final Supplier<Lane> lanes;
  private final Duration patience;
  private final int attempts;

  /**
   * Makes it.
   *
   * @param lanes gives a new lane at each call
   * @param patience longest time that one may take
   * @param attempts how often a key frame is asked for in that time
   */
  public Snapshots(Codecs codecs, Supplier<Lane> lanes, Duration patience, int attempts) {
    this.codecs = codecs;
    this.lanes = lanes;
    this.patience = patience;
    this.attempts = attempts;
  }

  /**
   * Takes one.
   *
   * @return completes with a PNG file in the size of the stream, or with an {@link
   *     IllegalStateException} that says why not
   */
  public CompletionStage<byte[]> take(MediaStream stream) {
    Track track = stream.track(Codec.Kind.VIDEO).orElse(null);
    if (track == null || !(track.codec() instanceof Codec.Video codec)) {
      return CompletableFuture.failedStage(new IllegalStateException("the stream has no pictures"));
    }
    if (!codecs.canDecode(codec)) {
      return CompletableFuture.failedStage(new IllegalStateException("nothing decodes " + codec));
    }
    Shot shot = new Shot(track, codec, lanes.get());
    shot.lane.execute(shot::begin);
    return shot.result.minimalCompletionStage();
  }

  /** One picture. On its lane. */
  private final class Shot implements Sink<Frame> {

    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final Track track;
    private final Codec.Video codec;
    private final Lane lane;
    private final Deque<Frame> past = new ArrayDeque<>();
    private @Nullable VideoDecoder decoder;
    private @Nullable RawPicture newest;
    private @Nullable Subscription subscription;
    private Lane.@Nullable Timer timer;
    private long beganNanos;
    private int asked;

    Shot(Track track, Codec.Video codec, Lane lane) {
      this.track = track;
      this.codec = codec;
      this.lane = lane;
    }

    void begin() {
      beganNanos = lane.nanoTime();
      try {
        decoder = codecs.videoDecoder(codec, 1);
      } catch (CodecException e) {
        fail(e.getMessage());
        return;
      }
      subscription = track.frames().subscribe(this);
      timer = lane.schedule(patience.toNanos() / attempts, this::askAgain);
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void replay(List<Frame> kept) {
      past.addAll(kept);
      if (kept.isEmpty()) {
        ask();
      } else {
        lane.execute(this::catchUp);
      }
    }

    @Override
    public void accept(Frame frame) {
      if (past.isEmpty() && frame.key()) {
        decode(frame);
        develop();
      }
    }

    @Override
    public void ended(EndReason reason) {
      fail("the stream has ended");
    }

    /** One frame at a time, since others share the thread; half the patience at most. */
    private void catchUp() {
      Frame next = past.poll();
      if (next == null || result.isDone()) {
        return;
      }
      decode(next);
      boolean late = lane.nanoTime() - beganNanos > patience.toNanos() / 2;
      if (past.isEmpty() || late && newest != null) {
        past.clear();
        develop();
      } else {
        lane.execute(this::catchUp);
      }
    }

    private void askAgain() {
      asked++;
      if (result.isDone()) {
        return;
      }
      if (asked >= attempts) {
        fail("no picture has come in time");
        return;
      }
      if (past.isEmpty()) {
        ask();
      }
      timer = lane.schedule(patience.toNanos() / attempts, this::askAgain);
    }

    private void ask() {
      track.frames().feedback(Feedback.KeyFrameNeeded.INSTANCE);
    }

    private void decode(Frame frame) {
      VideoDecoder now = decoder;
      if (now != null) {
        try {
          now.decode(frame, this::keep);
        } catch (CodecException e) {
          LOG.log(Level.DEBUG, "a frame of {0} cannot be shown: {1}", codec, e.getMessage());
        }
      }
    }

    private void keep(RawPicture picture) {
      RawPicture last = newest;
      newest = picture.ref();
      if (last != null) {
        last.close();
      }
    }

    /** Gives the picture out, if there is one; else the next key frame is waited for. */
    private void develop() {
      VideoDecoder now = decoder;
      if (now == null) {
        return;
      }
      now.flush(this::keep);
      RawPicture picture = newest;
      if (picture == null) {
        ask();
        return;
      }
      try {
        byte[] png = codecs.png(picture);
        close();
        result.complete(png);
      } catch (CodecException e) {
        fail(e.getMessage());
      }
    }

    private void fail(@Nullable String why) {
      close();
      result.completeExceptionally(new IllegalStateException(String.valueOf(why)));
    }

    private void close() {
      Subscription reading = subscription;
      subscription = null;
      if (reading != null) {
        reading.cancel();
      }
      Lane.Timer waiting = timer;
      timer = null;
      if (waiting != null) {
        waiting.cancel();
      }
      VideoDecoder done = decoder;
      decoder = null;
      if (done != null) {
        done.close();
      }
      RawPicture picture = newest;
      newest = null;
      if (picture != null) {
        picture.close();
      }
      past.clear();
    }
  }
}
