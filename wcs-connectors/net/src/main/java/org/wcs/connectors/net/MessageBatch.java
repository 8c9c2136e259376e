package org.wcs.connectors.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Messages for one {@code sendmmsg}, laid out off the heap once: headers, vectors, peers, control
 * messages and bytes of each slot. Layout of 64-bit Linux: {@code mmsghdr} 64, {@code iovec} 16,
 * {@code cmsghdr} 16 bytes. One slot more than can be staged serves for single datagrams. On its
 * lane.
 */
final class MessageBatch {

  private static final int HEADER = 64;
  private static final int NAME_LENGTH = 8;
  private static final int CONTROL_LENGTH = 40;
  private static final int VECTOR = 16;
  private static final int NAME = 32;
  private static final int CONTROL = 32;
  private static final int SOL_UDP = 17;
  private static final int UDP_SEGMENT = 103;

  private final int slots;
  private final int capacity;
  private final MemorySegment memory;
  private final long vectors;
  private final long names;
  private final long controls;
  private final long bytes;
  private final @Nullable UdpPath[] paths;
  private final int[] starts;
  private final int[] lengths;
  private final int[] segments;
  private int count;
  private int used;

  MessageBatch(Arena arena, int slots, int capacity) {
    this.slots = slots;
    this.capacity = capacity;
    int all = slots + 1;
    vectors = (long) all * HEADER;
    names = vectors + (long) all * VECTOR;
    controls = names + (long) all * NAME;
    bytes = controls + (long) all * CONTROL;
    memory = arena.allocate(bytes + capacity, 64);
    paths = new @Nullable UdpPath[slots];
    starts = new int[slots];
    lengths = new int[slots];
    segments = new int[slots];
    for (int slot = 0; slot < all; slot++) {
      prepare(slot);
    }
  }

  private void prepare(int slot) {
    long header = (long) slot * HEADER;
    long base = memory.address();
    memory.set(JAVA_LONG, header, base + names + (long) slot * NAME);
    memory.set(JAVA_LONG, header + 16, base + vectors + (long) slot * VECTOR);
    memory.set(JAVA_LONG, header + 24, 1);
    long control = controls + (long) slot * CONTROL;
    memory.set(JAVA_LONG, header + 32, base + control);
    memory.set(JAVA_LONG, control, 18);
    memory.set(JAVA_INT, control + 8, SOL_UDP);
    memory.set(JAVA_INT, control + 12, UDP_SEGMENT);
  }

  int count() {
    return count;
  }

  /** How many more slots there are. */
  int room() {
    return slots - count;
  }

  /** How many more bytes there is room for. */
  int bytesLeft() {
    return capacity - used;
  }

  long address(int slot) {
    return memory.address() + (long) slot * HEADER;
  }

  int length(int slot) {
    return lengths[slot];
  }

  int segment(int slot) {
    return segments[slot];
  }

  int datagrams(int slot) {
    return datagrams(lengths[slot], segments[slot]);
  }

  static int datagrams(int length, int segment) {
    return length <= segment ? 1 : (length + segment - 1) / segment;
  }

  UdpPath path(int slot) {
    UdpPath path = paths[slot];
    if (path == null) {
      throw new IllegalStateException("slot " + slot + " is empty");
    }
    return path;
  }

  /** Adds a message; the caller has looked for room. */
  void add(UdpPath path, byte[] buffer, int offset, int length, int segment) {
    int slot = count++;
    MemorySegment.copy(buffer, offset, memory, JAVA_BYTE, bytes + used, length);
    paths[slot] = path;
    starts[slot] = used;
    lengths[slot] = length;
    segments[slot] = segment;
    name(slot, path.packed());
    vector(slot, used, length);
    control(slot, length > segment ? segment : 0);
    used += length;
  }

  /**
   * Appends to the last message if it goes to the same peer, ends with a full segment and stays
   * within the limits: then both leave in one walk through the kernel.
   */
  boolean join(UdpPath path, byte[] buffer, int offset, int length, int segment) {
    int slot = count - 1;
    if (slot < 0 || paths[slot] != path || lengths[slot] == 0) {
      return false;
    }
    int size = segments[slot];
    int total = lengths[slot] + length;
    boolean fits =
        (segment == size || (length <= segment && length <= size))
            && lengths[slot] % size == 0
            && total <= UdpPath.MAX_BURST_BYTES
            && datagrams(total, size) <= UdpPath.MAX_SEGMENTS
            && length <= bytesLeft();
    if (!fits) {
      return false;
    }
    MemorySegment.copy(buffer, offset, memory, JAVA_BYTE, bytes + used, length);
    lengths[slot] = total;
    used += length;
    vector(slot, starts[slot], total);
    control(slot, total > size ? size : 0);
    return true;
  }

  /** Prepares the spare slot for segment {@code index} of {@code slot} and gives its address. */
  long single(int slot, int index) {
    int from = index * segments[slot];
    name(slots, path(slot).packed());
    vector(slots, starts[slot] + from, Math.min(segments[slot], lengths[slot] - from));
    control(slots, 0);
    return address(slots);
  }

  void clear() {
    for (int slot = 0; slot < count; slot++) {
      paths[slot] = null;
    }
    count = 0;
    used = 0;
  }

  private void name(int slot, PackedAddress peer) {
    long name = names + (long) slot * NAME;
    memory.set(JAVA_LONG, name, peer.word0());
    memory.set(JAVA_LONG, name + 8, peer.word1());
    if (peer.length() > 16) {
      memory.set(JAVA_LONG, name + 16, peer.word2());
      memory.set(JAVA_LONG, name + 24, peer.word3());
    }
    memory.set(JAVA_INT, (long) slot * HEADER + NAME_LENGTH, peer.length());
  }

  private void vector(int slot, int start, int length) {
    long vector = vectors + (long) slot * VECTOR;
    memory.set(JAVA_LONG, vector, memory.address() + bytes + start);
    memory.set(JAVA_LONG, vector + 8, length);
  }

  private void control(int slot, int segment) {
    memory.set(JAVA_LONG, (long) slot * HEADER + CONTROL_LENGTH, segment == 0 ? 0 : 24);
    memory.set(JAVA_SHORT, controls + (long) slot * CONTROL + 16, (short) segment);
  }
}
