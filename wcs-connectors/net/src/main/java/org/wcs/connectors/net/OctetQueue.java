package org.wcs.connectors.net;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wcs.net.SharedOctets;

/**
 * What one connection has still to send, by reference: a ring that grows while the peer is slow. On
 * its lane.
 */
final class OctetQueue {

  /** Bytes of one {@code iovec} on 64-bit Linux: address and length. */
  static final int VECTOR = 16;

  private static final int FIRST_ROOM = 8;

  private @Nullable SharedOctets[] ring = new @Nullable SharedOctets[FIRST_ROOM];
  private int head;
  private int count;
  private int sentOfHead;
  private long bytes;

  void add(SharedOctets octets) {
    if (octets.length() == 0) {
      return;
    }
    if (count == ring.length) {
      grow();
    }
    ring[(head + count) & (ring.length - 1)] = octets;
    count++;
    bytes += octets.length();
  }

  private void grow() {
    @Nullable SharedOctets[] larger = Arrays.copyOfRange(ring, head, head + 2 * count);
    System.arraycopy(ring, 0, larger, count - head, head);
    ring = larger;
    head = 0;
  }

  /** Bytes that wait. */
  long bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  /** The first entry, of which {@link #sentOfFirst} bytes are gone already. */
  SharedOctets first() {
    return entry(0);
  }

  int sentOfFirst() {
    return sentOfHead;
  }

  /** Writes as many vectors as there are, at most {@code most}, and returns how many. */
  int vectors(MemorySegment memory, long at, int most) {
    int vectors = Math.min(count, most);
    for (int i = 0; i < vectors; i++) {
      SharedOctets octets = entry(i);
      int sent = i == 0 ? sentOfHead : 0;
      memory.set(ValueLayout.JAVA_LONG, at + (long) i * VECTOR, octets.address() + sent);
      memory.set(ValueLayout.JAVA_LONG, at + (long) i * VECTOR + 8, octets.length() - sent);
    }
    return vectors;
  }

  /** Forgets what has been sent. */
  void sent(long amount) {
    long left = amount + sentOfHead;
    bytes -= amount;
    while (count > 0 && left >= entry(0).length()) {
      left -= entry(0).length();
      drop();
    }
    sentOfHead = (int) left;
  }

  void clear() {
    while (count > 0) {
      drop();
    }
    bytes = 0;
    sentOfHead = 0;
  }

  private void drop() {
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    count--;
  }

  private SharedOctets entry(int index) {
    SharedOctets octets = ring[(head + index) & (ring.length - 1)];
    if (octets == null) {
      throw new IllegalStateException("entry " + index + " of " + count);
    }
    return octets;
  }
}
