package org.wcs.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A piece of memory off the heap that fills from its beginning to its end and is never used twice.
 * It goes when nobody refers to it any more. Any thread, without locks.
 */
final class OctetSlab {

  /** Large enough to make new ones seldom, small enough not to outlive its octets by much. */
  static final int BYTES = 256 * 1024;

  /** What is larger would leave too much of a slab empty, and gets one of its own. */
  private static final int LARGEST_SHARED = BYTES / 4;

  private static final int ALIGNMENT = 16;

  private static final AtomicReference<OctetSlab> CURRENT =
      new AtomicReference<>(new OctetSlab(BYTES));

  private final MemorySegment memory;
  private final long address;
  private final AtomicInteger used = new AtomicInteger();

  private OctetSlab(int bytes) {
    memory = Arena.ofAuto().allocate(bytes, ALIGNMENT);
    address = memory.address();
  }

  /** Copies the bytes to a slab with room for them. */
  static SharedOctets store(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > LARGEST_SHARED) {
      OctetSlab own = new OctetSlab(length);
      return own.place(bytes, offset, length, 0);
    }
    OctetSlab slab = CURRENT.getAcquire();
    int start = slab.take(length);
    while (start < 0) {
      CURRENT.compareAndSet(slab, new OctetSlab(BYTES));
      slab = CURRENT.getAcquire();
      start = slab.take(length);
    }
    return slab.place(bytes, offset, length, start);
  }

  private int take(int length) {
    int start = used.get();
    while (start + length <= BYTES) {
      int next = (start + length + ALIGNMENT - 1) & -ALIGNMENT;
      if (used.compareAndSet(start, next)) {
        return start;
      }
      start = used.get();
    }
    return -1;
  }

  private SharedOctets place(byte[] bytes, int offset, int length, int start) {
    MemorySegment.copy(bytes, offset, memory, JAVA_BYTE, start, length);
    return new SharedOctets(this, start, length);
  }

  long address() {
    return address;
  }

  ByteBuffer view(int start, int length) {
    return memory.asSlice(start, length).asByteBuffer().asReadOnlyBuffer();
  }
}
