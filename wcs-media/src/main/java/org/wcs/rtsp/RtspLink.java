package org.wcs.rtsp;

import java.util.List;
import org.wcs.peer.LinkListener;
import org.wcs.peer.LinkState;
import org.wcs.stream.EndReason;
import org.wcs.stream.TrackTraffic;

/** A stream that is pulled from a camera or another server, or pushed there. Any thread. */
public interface RtspLink {

  /** How far it is now. */
  LinkState state();

  /** Packets of media, over all connections. */
  long packets();

  /** Bytes of these packets. */
  long bytes();

  /** What flows out by tracks, at most a quarter of a second old; nothing if it flows in. */
  List<TrackTraffic> traffic();

  /** {@code TCP} or {@code UDP}: how media flows now, or is asked for next. */
  String transport();

  /** The other end, without user, password and parameters. */
  String url();

  /** Ends it; {@link LinkListener#ended} follows. Idempotent. */
  void close(EndReason reason);
}
