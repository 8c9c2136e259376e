package org.wcs.connectors.net;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Where messages wait for their {@code sendmmsg}: memory that all sockets of a lane may share, one
 * of them at a time. A socket that finds another's messages has them sent first, which costs no
 * more calls, since a call sends from one socket only. On its lane.
 */
final class SendDesk {

  private static final int SLOTS = 128;
  private static final int CAPACITY = 256 * 1024;

  /** Freed when nobody can reach it: sockets that share it close one by one. */
  private final Arena arena = Arena.ofAuto();

  private final MessageBatch batch = new MessageBatch(arena, SLOTS, CAPACITY);
  private final MemorySegment state = LinuxCalls.newState(arena);
  private final MemorySegment pollfd = arena.allocate(8, 8);
  private @Nullable GsoOut user;

  /** The messages, after those of another socket have left. */
  MessageBatch batch(GsoOut asking) {
    GsoOut last = user;
    if (last != asking) {
      if (last != null) {
        last.sendStaged();
      }
      user = asking;
    }
    return batch;
  }

  /** Whether messages of this socket may wait here. */
  boolean usedBy(GsoOut out) {
    return user == out;
  }

  /** Forgets what waits of a socket that closes. */
  void leave(GsoOut out) {
    if (user == out) {
      batch.clear();
      user = null;
    }
  }

  /** What the last call left: errno. */
  MemorySegment state() {
    return state;
  }

  MemorySegment pollfd() {
    return pollfd;
  }
}
