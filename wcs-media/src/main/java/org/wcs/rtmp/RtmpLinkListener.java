package org.wcs.rtmp;

import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;

/** Hears what becomes of one link to another server. In order, on its lane. It must not block. */
public interface RtmpLinkListener {

  /** The other server has been reached. */
  default void connected() {}

  /**
   * Media flows.
   *
   * @param stream what is sent, or what is published here
   */
  default void flowing(MediaStream stream) {}

  /** The link broke and will be dialled again. */
  default void interrupted(String why) {}

  /** It is over. Exactly once. */
  void ended(EndReason reason, String why);
}
