package org.wcs.transcode;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.Sink;
import org.wcs.unit.Frame;

/**
 * Takes frames from the publisher's lane to the decoder's, noting when each set out: what has
 * waited too long is then known exactly, whatever the publisher's own pauses. When too many wait,
 * frames are left out up to the next key frame.
 */
final class Intake implements Sink<Frame> {

  private final Lane writer;
  private final DecodeStage<?> stage;
  private final int most;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong skipped = new AtomicLong(); // written on the publisher's lane
  private boolean full; // publisher's lane

  Intake(Lane writer, DecodeStage<?> stage, int most) {
    this.writer = writer;
    this.stage = stage;
    this.most = most;
  }

  @Override
  public Lane lane() {
    return writer;
  }

  @Override
  public void replay(List<Frame> past) {
    stage.lane().execute(() -> stage.replay(this, past));
  }

  @Override
  public void accept(Frame frame) {
    if (full && !frame.resync() || waiting.get() >= most) {
      full = true;
      skipped.setOpaque(skipped.getPlain() + 1);
      return;
    }
    full = false;
    waiting.incrementAndGet();
    long sentNanos = stage.lane().nanoTime();
    stage.lane().execute(() -> deliver(frame, sentNanos));
  }

  @Override
  public void lost(int units) {
    stage.lane().execute(() -> stage.lost(this, units));
  }

  @Override
  public void ended(EndReason reason) {
    stage.lane().execute(() -> stage.ended(this, reason));
  }

  /** Frames on their way. Any thread. */
  int waiting() {
    return waiting.get();
  }

  /** Frames left out because too many waited. Any thread. */
  long skipped() {
    return skipped.getOpaque();
  }

  private void deliver(Frame frame, long sentNanos) {
    waiting.decrementAndGet();
    stage.take(this, frame, sentNanos);
  }
}
