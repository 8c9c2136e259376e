package org.wcs.rtsp;

import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;

/** Hears what becomes of one link to a camera. In order, on its lane. It must not block. */
public interface RtspLinkListener {

  /** The camera has accepted that it plays. */
  default void connected() {}

  /** The stream is published here, for the first time or in the place of another. */
  default void flowing(MediaStream stream) {}

  /** The link broke and will be dialled again. */
  default void interrupted(String why) {}

  /**
   * It is over. Exactly once.
   *
   * @param reason what clients are told
   * @param why what happened, for the log
   */
  void ended(EndReason reason, String why);
}
