package org.wcs.connectors.net;

import java.util.concurrent.atomic.AtomicLong;
import org.wcs.net.LanePorts.Counters;

/** The numbers of one lane: written by the lane alone, read by anybody. */
final class LaneCounters {

  private final AtomicLong datagramsIn = new AtomicLong();
  private final AtomicLong datagramsOut = new AtomicLong();
  private final AtomicLong bytesIn = new AtomicLong();
  private final AtomicLong bytesOut = new AtomicLong();
  private final AtomicLong sendCalls = new AtomicLong();
  private final AtomicLong sendDrops = new AtomicLong();

  void received(int bytes) {
    add(datagramsIn, 1);
    add(bytesIn, bytes);
  }

  void sent(int datagrams, int bytes) {
    add(datagramsOut, datagrams);
    add(bytesOut, bytes);
  }

  void sendCall() {
    add(sendCalls, 1);
  }

  void dropped(int datagrams) {
    add(sendDrops, datagrams);
  }

  Counters snapshot() {
    return new Counters(
        datagramsIn.getOpaque(),
        datagramsOut.getOpaque(),
        bytesIn.getOpaque(),
        bytesOut.getOpaque(),
        sendCalls.getOpaque(),
        sendDrops.getOpaque());
  }

  /** One writer, so no locked instruction is needed. */
  private static void add(AtomicLong counter, long amount) {
    counter.setOpaque(counter.getPlain() + amount);
  }
}
