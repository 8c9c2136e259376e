package org.wcs.bench;

/**
 * What the viewers got.
 *
 * @param packets RTP packets that came
 * @param expected by their sequence numbers
 * @param lost gaps in them
 * @param resent packets that came a second time
 * @param undecipherable of the packets that were decrypted, those that could not be
 */
record Delivery(long packets, long expected, long lost, long resent, long undecipherable) {

  static final Delivery NONE = new Delivery(0, 0, 0, 0, 0);

  Delivery plus(Delivery other) {
    return new Delivery(
        packets + other.packets,
        expected + other.expected,
        lost + other.lost,
        resent + other.resent,
        undecipherable + other.undecipherable);
  }

  /** Percent of the expected packets that were lost. */
  double lossPercent() {
    return expected == 0 ? Double.NaN : 100.0 * lost / expected;
  }
}
