package org.wcs.rtsp;

import org.wcs.stream.EndReason;

/** A stream that is pulled from a camera or another server. Any thread. */
public interface RtspLink {

  /** How far it is. */
  enum State {
    /** Asked for. */
    NEW,
    /** Being dialled, for the first time or again. */
    PENDING,
    /** The camera has accepted that it plays. */
    CONNECTED,
    /** Its stream is published here. */
    FLOWING,
    /** Ended as it should. */
    STOPPED,
    /** It never came about, or broke for good. */
    FAILED
  }

  /** How far it is now. */
  State state();

  /** Packets of media that came in over all connections. */
  long packets();

  /** Bytes of these packets. */
  long bytes();

  /** {@code TCP} or {@code UDP}: how media comes now, or is asked for next. */
  String transport();

  /** Where it comes from, without user, password and parameters. */
  String url();

  /** Ends it; {@link RtspLinkListener#ended} follows. Idempotent. */
  void close(EndReason reason);
}
