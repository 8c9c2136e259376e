package org.wcs.connectors.net;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Sends with {@code sendmmsg}, past Netty: one system call for all the bursts of a drain, and one
 * walk through the kernel for each burst where segmentation offload is to be had. On its lane.
 */
final class GsoOut implements DatagramOut {

  private static final Logger LOG = System.getLogger(GsoOut.class.getName());
  private static final int SLOTS = 128;
  private static final int CAPACITY = 256 * 1024;
  private static final int PATIENCE_MILLIS = 1;

  private final int fd;
  private final NetworkLane lane;
  private final LaneCounters counters;
  private final Arena arena = Arena.ofShared();
  private final MessageBatch batch;
  private final MemorySegment state;
  private final MemorySegment pollfd;
  private boolean segmentation;
  private boolean refusalLogged;
  private boolean listed;
  private boolean closed;

  GsoOut(int fd, NetworkLane lane, LaneCounters counters, boolean segmentation) {
    this.fd = fd;
    this.lane = lane;
    this.counters = counters;
    this.segmentation = segmentation;
    batch = new MessageBatch(arena, SLOTS, CAPACITY);
    state = LinuxCalls.newState(arena);
    pollfd = arena.allocate(8, 8);
  }

  @Override
  public void stage(UdpPath path, byte[] buffer, int offset, int length, int segmentLength) {
    if (closed) {
      counters.dropped(MessageBatch.datagrams(length, segmentLength));
      return;
    }
    if (!listed) {
      listed = true;
      lane.sendAfterFlush(this);
    }
    if (!segmentation || path.segmentationRefused()) {
      stageSingly(path, buffer, offset, length, segmentLength);
    } else if (!batch.join(path, buffer, offset, length, segmentLength)) {
      ensureRoom(length);
      batch.add(path, buffer, offset, length, segmentLength);
    }
  }

  @Override
  public void sendNow(UdpPath path, byte[] buffer, int offset, int length) {
    if (closed) {
      counters.dropped(1);
      return;
    }
    ensureRoom(length);
    batch.add(path, buffer, offset, length, Math.max(1, length));
    sendStaged();
  }

  private void stageSingly(UdpPath path, byte[] buffer, int offset, int length, int segment) {
    int done = 0;
    do {
      int size = Math.min(segment, length - done);
      ensureRoom(size);
      batch.add(path, buffer, offset + done, size, size);
      done += size;
    } while (done < length);
  }

  private void ensureRoom(int length) {
    if (batch.room() == 0 || batch.bytesLeft() < length) {
      sendStaged();
    }
  }

  @Override
  public void flush() {
    listed = false;
    sendStaged();
  }

  private void sendStaged() {
    if (closed || batch.count() == 0) {
      return;
    }
    int next = 0;
    boolean waited = false;
    while (next < batch.count()) {
      int sent = send(batch.address(next), batch.count() - next);
      if (sent > 0) {
        next = account(next, sent);
      } else if (full() && !waited) {
        waited = true;
        LinuxCalls.awaitWritable(state, pollfd, fd, PATIENCE_MILLIS);
      } else if (full()) {
        next = dropRest(next);
      } else {
        failed(next++);
      }
    }
    batch.clear();
  }

  /** A signal may interrupt the call; then it has sent nothing. */
  private int send(long headers, int count) {
    int sent;
    do {
      counters.sendCall();
      sent = LinuxCalls.sendmmsg(state, fd, headers, count);
    } while (sent < 0 && LinuxCalls.errno(state) == LinuxCalls.EINTR);
    return sent;
  }

  private boolean full() {
    return LinuxCalls.errno(state) == LinuxCalls.EAGAIN;
  }

  private int account(int first, int sent) {
    int end = first + sent;
    for (int slot = first; slot < end; slot++) {
      counters.sent(batch.datagrams(slot), batch.length(slot));
    }
    return end;
  }

  private int dropRest(int first) {
    for (int slot = first; slot < batch.count(); slot++) {
      counters.dropped(batch.datagrams(slot));
    }
    return batch.count();
  }

  /** The kernel refused one message: a burst goes again in pieces, anything else is lost. */
  private void failed(int slot) {
    int errno = LinuxCalls.errno(state);
    boolean burst = batch.length(slot) > batch.segment(slot);
    if (!burst || (errno != LinuxCalls.EIO && errno != LinuxCalls.EINVAL)) {
      counters.dropped(batch.datagrams(slot));
      return;
    }
    refused(batch.path(slot), errno);
    for (int index = 0; index < batch.datagrams(slot); index++) {
      int from = index * batch.segment(slot);
      if (send(batch.single(slot, index), 1) == 1) {
        counters.sent(1, Math.min(batch.segment(slot), batch.length(slot) - from));
      } else {
        counters.dropped(1);
      }
    }
  }

  /**
   * EIO: the device cannot finish checksums, so no burst will ever pass. EINVAL: segments do not
   * fit the route to this peer; others may be fine.
   */
  private void refused(UdpPath path, int errno) {
    if (errno == LinuxCalls.EIO) {
      segmentation = false;
    } else {
      path.refuseSegmentation();
    }
    if (!refusalLogged) {
      refusalLogged = true;
      LOG.log(
          Level.WARNING,
          "no segmentation offload from {0} to {1} (errno {2}), sending singly",
          path.local(),
          path.remote(),
          errno);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
