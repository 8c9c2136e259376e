package org.wcs.net;

/**
 * Opens UDP sockets in pairs: RTP on an even port, RTCP on the next (RFC 3550 section 11). Any
 * thread.
 */
public interface PortPairs {

  /**
   * Binds a pair. Returns at once; the outcome is told once.
   *
   * @param receiver gets what arrives, after {@link PairOutcome#opened}
   * @throws IllegalArgumentException if the lane of the order is not one of this network
   */
  void open(PairOrder order, PairReceiver receiver, PairOutcome outcome);
}
