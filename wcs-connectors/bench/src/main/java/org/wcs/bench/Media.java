package org.wcs.bench;

/** What one connection does with its media; on the loop's thread. */
interface Media {

  /** A protected RTP datagram stands in the loop's buffer for input. */
  void rtp(Connection connection, long nowNanos);

  /** A protected RTCP datagram of that length stands in the loop's cipher buffer. */
  void rtcp(Connection connection, int length, long nowNanos);

  /** Comes a few times a second once keys are agreed on. */
  void tick(Connection connection, long nowNanos);
}
