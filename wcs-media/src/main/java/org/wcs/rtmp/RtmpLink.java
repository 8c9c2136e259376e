package org.wcs.rtmp;

import java.util.List;
import org.wcs.peer.LinkListener;
import org.wcs.peer.LinkState;
import org.wcs.stream.EndReason;
import org.wcs.stream.TrackTraffic;

/** A stream that is pushed to, or pulled from, another server. Any thread. */
public interface RtmpLink {

  /** How far it is now. */
  LinkState state();

  /** Frames that came in or messages that went out, as of the last second. */
  long frames();

  /** Messages left out because the other server was too slow, as of the last second. */
  long skipped();

  /** What flows out by tracks, as of the last second; nothing if it flows in. */
  List<TrackTraffic> traffic();

  /** Ends it; {@link LinkListener#ended} follows. Idempotent. */
  void close(EndReason reason);
}
