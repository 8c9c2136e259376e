package org.wcs.rtsp.egress;

import org.wcs.config.RtspConfig;

/** How many bytes may wait for one player over TCP. On its lane. */
final class UnsentLimit {

  private final RtspConfig.Queue queue;
  private long usualBytes;
  private long startBytes; // what the beginning added, until that is gone

  UnsentLimit(RtspConfig.Queue queue) {
    this.queue = queue;
    this.usualBytes = Math.max(queue.minUnsentBytes(), queue.maxUnsentBytes() >> 1);
  }

  /** What was kept has just been sent. */
  void begun(long octets) {
    startBytes = Math.max(0, octets);
  }

  /** About once a second: what may wait follows from the bit rate. */
  void tick(long bitsPerSecond, long unsentBytes) {
    if (bitsPerSecond > 0) {
      long bytes = bitsPerSecond / 8 * queue.maxDelay().toMillis() / 1_000;
      usualBytes = Math.clamp(bytes, queue.minUnsentBytes(), queue.maxUnsentBytes());
    }
    if (unsentBytes <= usualBytes) {
      startBytes = 0;
    }
  }

  /** Above so many pieces are left out; sound holds out longer than pictures. */
  long bytes(boolean video) {
    long most = queue.maxUnsentBytes();
    long limit = Math.min(startBytes + usualBytes, most + (most >> 1));
    return video ? limit : limit + (usualBytes >> 2);
  }

  /** Below so many a player that was behind is sent pictures again. */
  long resumeBytes() {
    return usualBytes >> 2;
  }
}
