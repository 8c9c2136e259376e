package org.wcs.rtsp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.TrackTraffic;

/** What a link does with its connections: pull or push. On the link's lane. */
sealed interface ClientTask permits PullTask, PushTask {

  /** Whether it sends; else it receives. */
  boolean pushes();

  /** Before the first connection. */
  void begin();

  /** What is to be said over a new connection. */
  ClientDialogue dialogue(ClientSession session, RtspUrl url);

  /** The stream that is here, whether media flows or not; null while there is none. */
  @Nullable MediaStream stream();

  /** What flows out by tracks. */
  List<TrackTraffic> traffic();

  /** Whether anybody would miss it if it were not dialled again. */
  boolean wanted();

  /** The connection is gone, another may follow. */
  void lost();

  /** There will be no other connection. */
  void over(EndReason reason);

  /** About four times a second. */
  void tick();
}
