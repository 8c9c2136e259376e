package org.wcs.ejb.service;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.rtmp.FrameFilter;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/** What is sent in the place of a stream's sound. Set by any thread, applied on one lane. */
public final class SoundControl implements FrameFilter {

  private final AtomicReference<@Nullable Playing> playing = new AtomicReference<>();
  private final AtomicReference<@Nullable Consumer<Codec.Audio>> waiting = new AtomicReference<>();
  private volatile boolean muted;
  private volatile Codec.@Nullable Audio codec;

  /** Whether silence is to be sent; a clip that is played is heard all the same. */
  public boolean silent() {
    return muted && playing.get() == null;
  }

  @Override
  public Frame apply(Codec sent, Frame frame) {
    if (!(sent instanceof Codec.Audio audio)) {
      return frame;
    }
    heard(audio);
    Playing now = playing.get();
    byte[] payload = now == null ? null : now.next(audio, frame);
    if (payload == null) {
      playing.compareAndSet(now, null);
      return frame;
    }
    return new Frame(frame.pts(), frame.dts(), true, payload);
  }

  boolean muted() {
    return muted;
  }

  void muted(boolean silence) {
    muted = silence;
  }

  /** Whether a clip is being played. */
  boolean plays() {
    return playing.get() != null;
  }

  /** The codec that the sound is sent in, null as long as none was. */
  Codec.@Nullable Audio codec() {
    return codec;
  }

  /** Plays a clip from its beginning, once or without end. */
  void play(SoundClip clip, boolean loop) {
    playing.set(new Playing(clip, loop));
  }

  /** Sends the sound of the stream again. */
  void stop() {
    waiting.set(null);
    playing.set(null);
  }

  /** Tells of the first codec that is sent in, once; on a lane, so it must not block. */
  void whenHeard(Consumer<Codec.Audio> told) {
    waiting.set(told);
  }

  private void heard(Codec.Audio audio) {
    if (!audio.equals(codec)) {
      codec = audio;
    }
    if (waiting.get() != null) {
      Consumer<Codec.Audio> told = waiting.getAndSet(null);
      if (told != null) {
        told.accept(audio);
      }
    }
  }

  /** One clip on its way. */
  private static final class Playing {
    private final SoundClip clip;
    private final boolean loop;
    private boolean begun; // lane
    private long beginning; // lane

    Playing(SoundClip clip, boolean loop) {
      this.clip = clip;
      this.loop = loop;
    }

    /** Null at its end, or when the sound is now sent in another codec. */
    byte @Nullable [] next(Codec.Audio codec, Frame frame) {
      if (!begun) {
        begun = true;
        beginning = frame.pts();
      }
      long at = Math.max(0, frame.pts() - beginning);
      if (!codec.equals(clip.codec()) || (!loop && at >= clip.ticks())) {
        return null;
      }
      return clip.at(at % clip.ticks(), frame.payload().length);
    }
  }
}
