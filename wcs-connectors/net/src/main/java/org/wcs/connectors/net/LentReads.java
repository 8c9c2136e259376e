package org.wcs.connectors.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Reads of all connections of one lane go into the same buffer: whoever takes them copies before
 * the next read. Not for TLS, which keeps what it is given. On its lane.
 */
final class LentReads extends DefaultMaxMessagesRecvByteBufAllocator {

  private static final int READS_PER_WAKE_UP = 4;

  private final ByteBuf buffer;

  LentReads(int bytes) {
    super(READS_PER_WAKE_UP);
    buffer = Unpooled.directBuffer(bytes, bytes);
  }

  @Override
  @SuppressWarnings("deprecation") // the interface offers no other way
  public Handle newHandle() {
    return new LentHandle();
  }

  private final class LentHandle extends MaxMessageHandle {
    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return buffer.clear().retain();
    }

    @Override
    public int guess() {
      return buffer.capacity();
    }
  }
}
