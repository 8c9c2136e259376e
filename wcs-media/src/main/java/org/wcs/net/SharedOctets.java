package org.wcs.net;

import java.nio.ByteBuffer;

/**
 * Immutable bytes off the heap, which any number of connections send without copying them. Nobody
 * frees them: they go when nobody holds them any more. They lie side by side in larger pieces of
 * memory, so making one costs a copy and a small object. Any thread.
 */
public final class SharedOctets {

  private final OctetSlab slab;
  private final int start;
  private final int length;

  SharedOctets(OctetSlab slab, int start, int length) {
    this.slab = slab;
    this.start = start;
    this.length = length;
  }

  /** Copies the bytes. */
  public static SharedOctets of(byte[] bytes) {
    return OctetSlab.store(bytes, 0, bytes.length);
  }

  /** Copies these bytes of the array. */
  public static SharedOctets of(byte[] bytes, int offset, int length) {
    return OctetSlab.store(bytes, offset, length);
  }

  /** How many bytes. */
  public int length() {
    return length;
  }

  /** Where they lie; valid as long as {@link #holder} is reachable. */
  public long address() {
    return slab.address() + start;
  }

  /** What keeps {@link #address} valid. */
  public Object holder() {
    return slab;
  }

  /** A read-only view; allocates. */
  public ByteBuffer view() {
    return slab.view(start, length);
  }

  /** A copy on the heap. */
  public byte[] toArray() {
    byte[] copy = new byte[length];
    view().get(copy);
    return copy;
  }
}
