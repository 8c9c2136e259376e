package org.wcs.connectors.net;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * Sends through Netty, where TLS must see the bytes or the system calls are not to be had. Netty
 * never holds more than one piece of a connection; the rest waits as references. On its lane.
 */
final class BufferOut implements StreamOut {

  /** Four records of TLS. */
  private static final int PIECE = 64 * 1024;

  private final StreamCounters counters;

  BufferOut(StreamCounters counters) {
    this.counters = counters;
  }

  @Override
  public void send(StreamPath path, OctetQueue queue) {
    int length = (int) Math.min(PIECE, queue.bytes());
    ByteBuf piece = path.buffer(length);
    while (piece.writableBytes() > 0 && queue.bytes() > 0) {
      ByteBuffer next = queue.first().view().position(queue.sentOfFirst());
      next.limit(next.position() + Math.min(next.remaining(), length - piece.readableBytes()));
      int taken = next.remaining();
      piece.writeBytes(next);
      queue.sent(taken);
      if (piece.readableBytes() == length) {
        break;
      }
    }
    counters.sendCall();
    path.handOver(piece);
  }
}
