package org.wcs.transcode;

import org.jspecify.annotations.Nullable;
import org.wcs.codec.Overlay;

/**
 * What one output has for itself: nobody who does not have this object shares its encoder. Any
 * thread; what is laid over the pictures may be changed at any time.
 */
public final class Tuning {

  /** That of all viewers. */
  static final Tuning USUAL = new Tuning(0, 0);

  private final int keyFrameInterval;
  private final int soundBitsPerSecond;
  private volatile @Nullable Overlay overlay;

  /**
   * Makes one.
   *
   * @param keyFrameInterval pictures from key frame to key frame, 0 for what suits
   * @param soundBitsPerSecond of sound, 0 for what suits
   */
  public Tuning(int keyFrameInterval, int soundBitsPerSecond) {
    this.keyFrameInterval = keyFrameInterval;
    this.soundBitsPerSecond = soundBitsPerSecond;
  }

  /** Lays this over the pictures from now on, null for nothing. */
  public void overlay(@Nullable Overlay now) {
    overlay = now;
  }

  @Nullable Overlay overlay() {
    return overlay;
  }

  int keyFrameInterval() {
    return keyFrameInterval;
  }

  int soundBitsPerSecond() {
    return soundBitsPerSecond;
  }

  @Override
  public String toString() {
    return this == USUAL ? "usual" : "its own";
  }
}
