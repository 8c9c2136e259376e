package org.wcs.rtsp.egress;

import org.wcs.net.ByteConnection;
import org.wcs.net.MediaPath;

/** How one track reaches one player. Both kinds belong to the player's lane. */
public sealed interface Way {

  /**
   * Between the messages of an RTSP connection (RFC 2326 section 10.12).
   *
   * @param connection not closed by the player
   * @param rtpChannel 0 to 255
   * @param rtcpChannel 0 to 255
   */
  record Interleaved(ByteConnection connection, int rtpChannel, int rtcpChannel) implements Way {
    /** Refuses channels that do not exist. */
    public Interleaved {
      if ((rtpChannel | rtcpChannel) >>> 8 != 0) {
        throw new IllegalArgumentException("channels " + rtpChannel + " and " + rtcpChannel);
      }
    }
  }

  /**
   * In datagrams.
   *
   * @param rtp where packets go; not closed by the player
   * @param rtcp where reports go; not closed by the player
   */
  record Unicast(MediaPath rtp, MediaPath rtcp) implements Way {}
}
