package org.wcs.net;

/** Opens connections to other servers. Any thread. */
public interface ByteDialer {

  /**
   * Looks the host up, tries its addresses one after the other, shakes hands where TLS is asked
   * for. Returns at once; the outcome is told once.
   *
   * @param receiver gets what the peer sends, after {@link DialOutcome#connected}
   * @throws IllegalArgumentException if the lane of the order is not one of this network
   */
  void dial(DialOrder order, ByteReceiver receiver, DialOutcome outcome);
}
