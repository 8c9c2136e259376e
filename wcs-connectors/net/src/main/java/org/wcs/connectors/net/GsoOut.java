package org.wcs.connectors.net;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;

/**
 * Sends with {@code sendmmsg}, past Netty: one system call for all the bursts of a drain, and one
 * walk through the kernel for each burst where segmentation offload is to be had. On its lane.
 */
final class GsoOut implements DatagramOut {

  private static final Logger LOG = System.getLogger(GsoOut.class.getName());
  private static final int PATIENCE_MILLIS = 1;

  private final int fd;
  private final NetworkLane lane;
  private final LaneCounters counters;
  private final SendDesk desk;
  private final MemorySegment state;
  private boolean segmentation;
  private boolean refusalLogged;
  private boolean listed;
  private boolean closed;

  GsoOut(int fd, NetworkLane lane, LaneCounters counters, SendDesk desk, boolean segmentation) {
    this.fd = fd;
    this.lane = lane;
    this.counters = counters;
    this.segmentation = segmentation;
    this.desk = desk;
    this.state = desk.state();
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
    MessageBatch batch = desk.batch(this);
    if (!segmentation || path.segmentationRefused()) {
      stageSingly(path, buffer, offset, length, segmentLength);
    } else if (!batch.join(path, buffer, offset, length, segmentLength)) {
      ensureRoom(batch, length);
      batch.add(path, buffer, offset, length, segmentLength);
    }
  }

  @Override
  public void sendNow(UdpPath path, byte[] buffer, int offset, int length) {
    if (closed) {
      counters.dropped(1);
      return;
    }
    MessageBatch batch = desk.batch(this);
    ensureRoom(batch, length);
    batch.add(path, buffer, offset, length, Math.max(1, length));
    sendStaged();
  }

  private void stageSingly(UdpPath path, byte[] buffer, int offset, int length, int segment) {
    MessageBatch batch = desk.batch(this);
    int done = 0;
    do {
      int size = Math.min(segment, length - done);
      ensureRoom(batch, size);
      batch.add(path, buffer, offset + done, size, size);
      done += size;
    } while (done < length);
  }

  private void ensureRoom(MessageBatch batch, int length) {
    if (batch.room() == 0 || batch.bytesLeft() < length) {
      sendStaged();
    }
  }

  @Override
  public void flush() {
    listed = false;
    sendStaged();
  }

  /** Sends what waits at the desk, if it is of this socket. */
  void sendStaged() {
    if (closed || !desk.usedBy(this)) {
      return;
    }
    MessageBatch batch = desk.batch(this);
    int next = 0;
    boolean waited = false;
    while (next < batch.count()) {
      int sent = send(batch.address(next), batch.count() - next);
      if (sent > 0) {
        next = account(batch, next, sent);
      } else if (full() && !waited) {
        waited = true;
        LinuxCalls.awaitWritable(state, desk.pollfd(), fd, PATIENCE_MILLIS);
      } else if (full()) {
        next = dropRest(batch, next);
      } else {
        failed(batch, next++);
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

  private int account(MessageBatch batch, int first, int sent) {
    int end = first + sent;
    for (int slot = first; slot < end; slot++) {
      counters.sent(batch.datagrams(slot), batch.length(slot));
    }
    return end;
  }

  private int dropRest(MessageBatch batch, int first) {
    for (int slot = first; slot < batch.count(); slot++) {
      counters.dropped(batch.datagrams(slot));
    }
    return batch.count();
  }

  /** The kernel refused one message: a burst goes again in pieces, anything else is lost. */
  private void failed(MessageBatch batch, int slot) {
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
      desk.leave(this);
    }
  }
}
