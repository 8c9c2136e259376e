package org.wcs.ejb.service;

import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;

/** One link to another server, connected or not. Any thread; nothing here blocks. */
public interface RemoteLink {

  /** Ends it; {@link Events#ended} follows. Idempotent. */
  void close(EndReason reason);

  /** Hears of one link, on any thread and in order. It must not block. */
  interface Events {
    /** The other server has been reached. */
    void connected();

    /** Media flows; of a pull this is the stream it publishes here. */
    void flowing(MediaStream stream);

    /** The link broke and is dialled again later. */
    void interrupted(String why);

    /** It is over. Exactly once. */
    void ended(EndReason reason, String why);
  }
}
