package org.wcs.peer;

import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;

/** Hears what becomes of one link to another server. In order, on its lane. It must not block. */
public interface LinkListener {

  /** The other server has been reached, and accepts that media flows. */
  default void connected() {}

  /**
   * Media flows; it may begin anew, with another stream in the place of the last.
   *
   * @param stream what is sent, or what is published here
   */
  default void flowing(MediaStream stream) {}

  /** The link broke and will be dialled again. */
  default void interrupted(String why) {}

  /**
   * It is over. Exactly once.
   *
   * @param reason what clients are told
   * @param why what happened
   */
  void ended(EndReason reason, String why);
}
