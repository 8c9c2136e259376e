package org.wcs.connectors.net;

import java.util.concurrent.atomic.AtomicLong;

/** The numbers of one lane's connections: written by the lane alone, read by anybody. */
final class StreamCounters {

  private final AtomicLong bytesIn = new AtomicLong();
  private final AtomicLong bytesOut = new AtomicLong();
  private final AtomicLong sendCalls = new AtomicLong();

  void received(int bytes) {
    add(bytesIn, bytes);
  }

  void sent(long bytes) {
    add(bytesOut, bytes);
  }

  void sendCall() {
    add(sendCalls, 1);
  }

  long bytesIn() {
    return bytesIn.getOpaque();
  }

  long bytesOut() {
    return bytesOut.getOpaque();
  }

  long sendCalls() {
    return sendCalls.getOpaque();
  }

  /** One writer, so no locked instruction is needed. */
  private static void add(AtomicLong counter, long amount) {
    counter.setOpaque(counter.getPlain() + amount);
  }
}
