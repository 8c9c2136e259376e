package org.wcs.rtmp;

/** Notices a peer that takes nothing of what is sent to it. */
final class OutgoingWatch {

  private long lastTaken;
  private long movedNanos;

  OutgoingWatch(long nowNanos) {
    this.movedNanos = nowNanos;
  }

  /** How long the peer has taken nothing though something waits. */
  long stuckNanos(RtmpConnection connection, long nowNanos) {
    long taken = connection.bytesOut() - connection.unsentBytes();
    if (taken != lastTaken || connection.unsentBytes() == 0) {
      lastTaken = taken;
      movedNanos = nowNanos;
    }
    return nowNanos - movedNanos;
  }
}
