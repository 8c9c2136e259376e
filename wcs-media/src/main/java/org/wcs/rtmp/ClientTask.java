package org.wcs.rtmp;

import java.util.List;
import org.wcs.stream.EndReason;
import org.wcs.stream.TrackTraffic;

/** What a link does with its connections: push or pull. On the link's lane. */
sealed interface ClientTask permits PushTask, PullTask {

  /** Whether it sends; else it receives. */
  boolean pushes();

  /**
   * The other server is ready for media, or for asking for it.
   *
   * @return why it cannot go on, in a few words; empty if it can
   */
  String started(ClientSession session);

  /** A message of the other server. */
  void media(ClientSession session, RtmpMessage message);

  /** The connection is gone, another may follow. */
  void lost(ClientSession session);

  /** There will be no other connection. */
  void over(EndReason reason);

  /** About once a second. */
  void tick(long nowNanos);

  long frames();

  long skipped();

  /** What flows out by tracks. */
  List<TrackTraffic> traffic();
}
