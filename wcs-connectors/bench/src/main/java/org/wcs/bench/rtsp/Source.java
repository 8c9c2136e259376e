package org.wcs.bench.rtsp;

import java.io.IOException;

/** One stream as it passes in time. On the loop's thread. */
final class Source {

  private final StreamPattern pattern;
  private final Sender[] senders;
  private long startNanos;
  private long pictures;
  private long sounds;
  private boolean running;

  /** Where frames go. */
  interface Outlet {
    /** Sends a frame before the next one is made. */
    void frame(int medium, Frame frame) throws IOException;
  }

  Source(StreamPattern pattern, int ssrc) {
    this.pattern = pattern;
    this.senders = new Sender[] {new Sender(ssrc, 0), new Sender(ssrc + 1, 2)};
  }

  void start(long atNanos) {
    startNanos = atNanos;
    running = true;
  }

  boolean running() {
    return running;
  }

  /** Which channel a medium was given. */
  void useChannel(int medium, int channel) {
    senders[medium].useChannel(channel);
  }

  /** When the next frame is due. */
  long nextNanos() {
    return startNanos
        + Math.min(pictures * StreamPattern.FRAME_NANOS, sounds * StreamPattern.SOUND_NANOS);
  }

  /** Sends what is due. */
  void send(long nowNanos, Outlet outlet) throws IOException {
    while (running && startNanos + pictures * StreamPattern.FRAME_NANOS <= nowNanos) {
      Frame frame = pattern.picture(pictures);
      frame.stamp(
          senders[StreamPattern.PICTURES], StreamPattern.pictureTicks(pictures++), nowNanos);
      outlet.frame(StreamPattern.PICTURES, frame);
    }
    while (running && startNanos + sounds * StreamPattern.SOUND_NANOS <= nowNanos) {
      Frame frame = pattern.sound();
      frame.stamp(senders[StreamPattern.SOUND], StreamPattern.soundTicks(sounds++), nowNanos);
      outlet.frame(StreamPattern.SOUND, frame);
    }
  }
}
