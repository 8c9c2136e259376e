package org.wcs.connectors.net;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netty.buffer.Unpooled;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Sends past Netty with {@code sendmsg}: one system call for all that one connection has queued,
 * its vectors pointing into the shared memory. One for all connections of a lane, which use it in
 * turn. Layout of 64-bit Linux: {@code msghdr} 56 bytes, {@code iovec} 16. On its lane.
 */
final class VectorOut implements StreamOut {

  private static final int HEADER = 56;
  private static final int VECTORS_POINTER = 16;
  private static final int VECTORS_COUNT = 24;

  /** The kernel takes no more in one call (IOV_MAX). */
  private static final int MOST_VECTORS = 1024;

  private final MemorySegment memory;
  private final MemorySegment state;
  private final StreamCounters counters;

  VectorOut(StreamCounters counters) {
    this.counters = counters;
    Arena arena = Arena.ofAuto();
    memory = arena.allocate(HEADER + (long) MOST_VECTORS * OctetQueue.VECTOR, 64);
    memory.set(JAVA_LONG, VECTORS_POINTER, memory.address() + HEADER);
    state = LinuxCalls.newState(arena);
  }

  @Override
  public void send(StreamPath path, OctetQueue queue) {
    while (queue.bytes() > 0) {
      int vectors = queue.vectors(memory, HEADER, MOST_VECTORS);
      memory.set(JAVA_LONG, VECTORS_COUNT, vectors);
      counters.sendCall();
      long sent = LinuxCalls.sendmsg(state, path.fd(), memory.address());
      if (sent >= 0) {
        boolean all = vectors == queue.count() && sent == queue.bytes();
        queue.sent(sent);
        counters.sent(sent);
        if (!all && vectors < MOST_VECTORS) {
          waitForRoom(path, queue);
          return;
        }
      } else if (LinuxCalls.errno(state) == LinuxCalls.EAGAIN) {
        waitForRoom(path, queue);
        return;
      } else if (LinuxCalls.errno(state) != LinuxCalls.EINTR) {
        path.fail(LinuxCalls.message(LinuxCalls.errno(state)));
        return;
      }
    }
  }

  /**
   * Netty waits for the socket better than we could: it gets one entry and tells when it is gone.
   */
  private static void waitForRoom(StreamPath path, OctetQueue queue) {
    if (queue.bytes() == 0) {
      return;
    }
    ByteBuffer rest = queue.first().view().position(queue.sentOfFirst());
    queue.sent(rest.remaining());
    path.handOver(Unpooled.wrappedBuffer(rest));
  }
}
