package org.wcs.rtp.feature;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.wcs.unit.RtpPacket;

/**
 * The packets published last, by extended sequence number: references, no copies. One thread
 * writes, any may read; neither waits.
 */
public final class RetransmissionCache {
  private final AtomicReferenceArray<@Nullable RtpPacket> ring;
  private final int mask;
  private final long maxAgeNanos;

  /**
   * Makes an empty cache.
   *
   * @param packets how many to keep, a power of two
   * @param maxAgeNanos older ones are not told
   */
  public RetransmissionCache(int packets, long maxAgeNanos) {
    if (Integer.bitCount(packets) != 1) {
      throw new IllegalArgumentException("packets must be a power of two, was " + packets);
    }
    this.ring = new AtomicReferenceArray<>(packets);
    this.mask = packets - 1;
    this.maxAgeNanos = maxAgeNanos;
  }

  /** Remembers a packet in place of one {@code packets} numbers before it; one thread. */
  public void add(RtpPacket packet) {
    int slot = (int) packet.sequence() & mask;
    RtpPacket holder = ring.getPlain(slot);
    if (holder == null || holder.sequence() <= packet.sequence()) {
      ring.setRelease(slot, packet);
    }
  }

  /** The packet of that number, if it is still known and young enough; any thread. */
  public @Nullable RtpPacket get(long sequence, long nowNanos) {
    RtpPacket packet = ring.getAcquire((int) sequence & mask);
    return packet != null
            && packet.sequence() == sequence
            && nowNanos - packet.arrivedNanos() <= maxAgeNanos
        ? packet
        : null;
  }
}
