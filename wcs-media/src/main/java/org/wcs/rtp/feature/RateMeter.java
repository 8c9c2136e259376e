package org.wcs.rtp.feature;

import java.util.Arrays;

/** Bits and pictures of the last second, in ten slices. Not thread safe; nothing is allocated. */
public final class RateMeter {
  private static final int SLICES = 10;
  private static final long SLICE_NANOS = 100_000_000L;

  private final long[] bytes = new long[SLICES + 1];
  private final int[] frames = new int[SLICES + 1];
  private long slice = Long.MIN_VALUE;
  private long total;

  /** Counts a packet; the last one of a picture says so. */
  public void add(int length, boolean endsFrame, long nowNanos) {
    advance(nowNanos);
    int at = index(slice);
    bytes[at] += length;
    frames[at] += endsFrame ? 1 : 0;
    total += length;
  }

  /** Bits in the last whole second. */
  public long bitsPerSecond(long nowNanos) {
    advance(nowNanos);
    long sum = 0;
    for (long back = 1; back <= SLICES; back++) {
      sum += bytes[index(slice - back)];
    }
    return sum * 8;
  }

  /** Pictures in the last whole second. */
  public int framesPerSecond(long nowNanos) {
    advance(nowNanos);
    int sum = 0;
    for (long back = 1; back <= SLICES; back++) {
      sum += frames[index(slice - back)];
    }
    return sum;
  }

  /** Bytes since the start. */
  public long bytes() {
    return total;
  }

  private void advance(long nowNanos) {
    long now = Math.floorDiv(nowNanos, SLICE_NANOS);
    if (slice == Long.MIN_VALUE || now - slice > SLICES) {
      Arrays.fill(bytes, 0);
      Arrays.fill(frames, 0);
      slice = now;
    }
    while (slice < now) {
      slice++;
      bytes[index(slice)] = 0;
      frames[index(slice)] = 0;
    }
  }

  private static int index(long slice) {
    return (int) Math.floorMod(slice, (long) SLICES + 1);
  }
}
