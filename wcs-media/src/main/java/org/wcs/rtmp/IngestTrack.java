package org.wcs.rtmp;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** One track of a stream that comes in: evens out its timestamps. On the publisher's lane. */
final class IngestTrack {

  private static final long UNSURE = Long.MIN_VALUE;

  private final Track track;
  private final Resized resized;
  private final @Nullable AudioClock sound;
  private long lastDts = UNSURE;
  private long frames;

  IngestTrack(Track track, long toleranceMillis, Resized resized) {
    this.track = track;
    this.resized = resized;
    boolean audio = track.codec().kind() == Codec.Kind.AUDIO;
    this.sound = audio ? new AudioClock(track.codec(), toleranceMillis) : null;
  }

  Track track() {
    return track;
  }

  long frames() {
    return frames;
  }

  /** What can be said before anything is published. */
  void look(Frame frame) {
    if (sound == null) {
      if (frame.pts() != frame.dts() && !track.reordered()) {
        track.reordered(true);
      }
      PictureFacts facts = frame.key() ? PictureFacts.of(track.codec(), frame.payload()) : null;
      if (facts != null) {
        note(facts);
      }
    }
  }

  void publish(Frame frame) {
    frames++;
    if (sound != null) {
      long ticks = sound.ticks(frame.pts(), frame.payload());
      track.publish(new Frame(ticks, ticks, true, frame.payload()));
      return;
    }
    look(frame);
    long dts = lastDts == UNSURE ? frame.dts() : Math.max(frame.dts(), lastDts + 1);
    lastDts = dts;
    boolean moved = dts != frame.dts();
    track.publish(
        moved ? new Frame(Math.max(frame.pts(), dts), dts, frame.key(), frame.payload()) : frame);
  }

  private void note(PictureFacts facts) {
    if (facts.reordered() && !track.reordered()) {
      track.reordered(true);
    }
    boolean sized = facts.width() > 0 && facts.height() > 0;
    if (sized && track.resize(facts.width(), facts.height())) {
      resized.resized(track);
    }
  }

  /** Hears that pictures have another size. */
  interface Resized {
    void resized(Track track);
  }
}
