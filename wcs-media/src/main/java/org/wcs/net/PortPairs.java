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

  /** How many ports of given ranges are in use now. */
  default Usage usage() {
    return Usage.NONE;
  }

  /**
   * Ports that cannot be had.
   *
   * @param busy ports of open pairs
   * @param resting ports that were given back so lately that stray datagrams may still come
   */
  record Usage(int busy, int resting) {

    /** All are free. */
    public static final Usage NONE = new Usage(0, 0);

    /** The sums of both. */
    public Usage plus(Usage other) {
      return new Usage(busy + other.busy, resting + other.resting);
    }
  }
}
