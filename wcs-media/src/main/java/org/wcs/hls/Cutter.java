package org.wcs.hls;

import org.jspecify.annotations.Nullable;
import org.wcs.config.HlsConfig;
import org.wcs.packetize.NalSyntax;
import org.wcs.unit.Codec;
import org.wcs.unit.Frame;

/**
 * Decides where segments begin: with key frames, near the length that is aimed at; without key
 * frames no later than the target duration allows. On the lane of the origin.
 */
final class Cutter {

  private static final long KEY_FRAME_INTERVAL_NANOS = 1_000_000_000L;

  private static final long LAST_FRAME_NANOS = 100_000_000L;

  private final Packager packager;
  private final TargetDuration target;
  private final Runnable keyFrameNeeded;
  private final long aimedNanos;
  private @Nullable NalSyntax syntax;
  private Codec.@Nullable Aac audio;
  private @Nullable VideoFormat format;
  private boolean open;
  private boolean broken;
  private long startNanos;
  private long endNanos;
  private long askedNanos;
  private long intervalNanos;
  private long frames;
  private long pictureNanos;
  private double framesPerSecond;

  /**
   * Makes a cutter.
   *
   * @param keyFrameNeeded asks the source
   */
  Cutter(
      Packager packager,
      TargetDuration target,
      HlsConfig.Cutting cutting,
      Runnable keyFrameNeeded) {
    this.packager = packager;
    this.target = target;
    this.keyFrameNeeded = keyFrameNeeded;
    this.aimedNanos = cutting.segment().toNanos();
  }

  /** What the frames are, from now on. */
  void tracks(Codec.@Nullable Video video, Codec.@Nullable Aac sound) {
    syntax = video == null ? null : NalSyntax.of(video);
    audio = sound;
    format = null;
  }

  /** Whether a playlist may begin with this frame. */
  boolean canBegin(@Nullable Frame key) {
    return key != null && syntax != null && VideoFormat.of(syntax, key.payload()) != null;
  }

  /** Takes the next frame in the order of decoding. */
  void accept(Sample sample) {
    boolean changed = sample.video() && sample.key() && changed(sample);
    if (!open || changed || due(sample)) {
      cut(sample, changed);
    } else if (sample.video()) {
      askInTime(sample);
    }
    packager.add(sample);
    if (sample.video()) {
      frames++;
      pictureNanos = sample.nanos();
    }
    target.seen(sample.nanos() - startNanos);
    intervalNanos = Math.max(sample.nanos() - endNanos, 0);
    endNanos = Math.max(endNanos, sample.nanos());
  }

  /** What follows does not go on from what was. */
  void discontinuity() {
    finish();
    broken = true;
  }

  /** Ends the open segment. */
  void finish() {
    if (open) {
      packager.end(endNanos + Math.min(intervalNanos, LAST_FRAME_NANOS));
      open = false;
    }
  }

  /** What the segments are made of now. */
  Layout layout() {
    return new Layout(format, audio);
  }

  /** Pictures in a second of the last complete segment, or of the first one so far. */
  double framesPerSecond() {
    return framesPerSecond > 0 ? framesPerSecond : rate(frames - 1, pictureNanos);
  }

  private double rate(long pictures, long nanos) {
    return pictures < 1 || nanos <= startNanos ? 0 : pictures * 1e9 / (nanos - startNanos);
  }

  private boolean changed(Sample key) {
    VideoFormat now = format;
    if (syntax == null || (now != null && now.sameAs(key.payload()))) {
      return false;
    }
    VideoFormat next = VideoFormat.of(syntax, key.payload());
    if (next == null) {
      return false; // unusable parameter sets: those of before go on
    }
    format = next;
    return true;
  }

  private boolean due(Sample sample) {
    long length = sample.nanos() - startNanos;
    long interval = Math.max(sample.nanos() - endNanos, 0);
    if (length + interval > target.longestNanos()) {
      return true; // the next frame would come too late
    }
    if (sample.video()) {
      return sample.key() && length >= aimedNanos - aimedNanos / 4;
    }
    return syntax == null && length >= aimedNanos - 10_000_000L;
  }

  private void cut(Sample sample, boolean changed) {
    boolean first = !open && endNanos == 0;
    if (open) {
      framesPerSecond = rate(frames, sample.nanos());
      packager.end(Math.min(sample.nanos(), startNanos + target.longestNanos()));
    }
    frames = 0;
    boolean independent = sample.key() && (sample.video() || syntax == null);
    boolean discontinuity = !first && (changed || broken);
    packager.begin(
        new SegmentStart(
            new Layout(format, audio),
            sample.nanos(),
            sample.capturedNanos(),
            discontinuity,
            independent));
    open = true;
    broken = false;
    startNanos = sample.nanos();
    askedNanos = startNanos + aimedNanos - KEY_FRAME_INTERVAL_NANOS;
  }

  private void askInTime(Sample sample) {
    if (!sample.key() && sample.nanos() - askedNanos >= KEY_FRAME_INTERVAL_NANOS) {
      askedNanos = sample.nanos();
      keyFrameNeeded.run();
    }
  }
}
