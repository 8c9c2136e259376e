package org.wcs.ejb.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.TrackTraffic;

/** The link to another server, which may be closed before there is one. Any thread. */
final class PendingLink {

  private @Nullable RemoteLink link; // this
  private @Nullable EndReason stopping; // this

  /** The link exists; one that was to be closed meanwhile is closed at once. */
  void opened(RemoteLink dialled) {
    EndReason reason;
    synchronized (this) {
      link = dialled;
      reason = stopping;
    }
    if (reason != null) {
      dialled.close(reason);
    }
  }

  /** What flows out by tracks. */
  List<TrackTraffic> traffic() {
    RemoteLink now = link();
    return now == null ? List.of() : now.traffic();
  }

  /** How it flows, empty before that is known. */
  String transport() {
    RemoteLink now = link();
    return now == null ? "" : now.transport();
  }

  private synchronized @Nullable RemoteLink link() {
    return link;
  }

  /** Ends the link; the end follows by the gateway. */
  void close(EndReason reason) {
    RemoteLink now;
    synchronized (this) {
      stopping = reason;
      now = link;
    }
    if (now != null) {
      now.close(reason);
    }
  }
}
