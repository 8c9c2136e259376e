package org.wcs.unit;

/** One piece of an elementary stream: an RTP packet or an access unit. Frozen once published. */
public sealed interface MediaUnit permits RtpPacket, Frame {

  /** Presentation time in ticks of the track's clock, unwrapped to 64 bits. */
  long pts();

  /** Tells whether a reader that starts (or starts again) here can decode what follows. */
  boolean resync();

  /** How much memory its bytes take. */
  int octets();
}
