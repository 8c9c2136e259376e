package org.wcs.rtsp.ingest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamHub;

/**
 * A name held by one publisher over RTSP, through losses of its connection. It lives on the lane of
 * its first connection; who holds it may be asked and changed from any thread.
 */
final class Publication implements RtpIngest.Listener {

  private static final Logger LOG = System.getLogger(Publication.class.getName());
  private static final long PULSE_NANOS = 250_000_000L;

  private final Publications registry;
  private final Publications.Request first;
  private final Lane lane;
  private final RtspConfig.Ingest config;
  private final RtpIngest ingest;
  private volatile @Nullable Recording holder; // changed under this
  private boolean over; // this
  private Lane.@Nullable Timer gap; // lane
  private volatile IngestSnapshot snapshot;

  Publication(
      Publications registry,
      Publications.Request request,
      StreamHub hub,
      RtspConfig.Ingest config) {
    this.registry = registry;
    this.first = request;
    this.lane = request.lane();
    this.config = config;
    this.ingest =
        new RtpIngest(
            new RtpIngest.Order(request.name(), request.publisher(), lane, hub, config), this);
    this.snapshot = ingest.snapshot();
  }

  String name() {
    return first.name();
  }

  /** For the connection that was first to claim the name. */
  Recording begin() {
    Recording recording = new Recording(this, first, lane);
    synchronized (this) {
      holder = recording;
    }
    lane.schedule(PULSE_NANOS, this::pulse);
    return recording;
  }

  /** Takes the name over if it is the same publisher's; null if not, or if all is over. */
  @Nullable Recording claim(Publications.Request request) {
    Recording before;
    Recording next;
    synchronized (this) {
      if (over || !first.identity().equals(request.identity())) {
        return null;
      }
      before = holder;
      next = new Recording(this, request, lane);
      holder = next;
    }
    if (before != null) {
      before.tell(
          () ->
              before
                  .request()
                  .listener()
                  .ended(EndReason.STOPPED_BY_PUBLISHER, "another connection has taken over"));
    }
    lane.execute(this::resumed);
    return next;
  }

  synchronized boolean over() {
    return over;
  }

  IngestSnapshot snapshot() {
    return snapshot;
  }

  void plan(Recording from, IngestPlan plan) {
    if (holder == from) {
      ingest.plan(plan);
    }
  }

  void rtp(Recording from, int media, byte[] buffer, int offset, int length) {
    if (holder == from) {
      ingest.rtp(media, buffer, offset, length);
    }
  }

  void rtcp(Recording from, int media, byte[] buffer, int offset, int length) {
    if (holder == from) {
      ingest.rtcp(media, buffer, offset, length);
    }
  }

  void finished(Recording from, EndReason reason) {
    if (letGo(from)) {
      end(reason, "the publisher is done");
    }
  }

  void lost(Recording from) {
    if (!letGo(from)) {
      return;
    }
    if (ingest.stream() == null || config.gap().isZero()) {
      end(EndReason.STOPPED_BY_PUBLISHER, "the connection was lost");
    } else {
      ingest.interrupted();
      gap = lane.schedule(config.gap().toNanos(), this::notBack);
    }
  }

  private synchronized boolean letGo(Recording from) {
    if (holder != from || over) {
      return false;
    }
    holder = null;
    return true;
  }

  private void notBack() {
    if (holder == null) {
      end(EndReason.STOPPED_BY_PUBLISHER, "the publisher has not come back");
    }
  }

  private void resumed() {
    if (gap != null) {
      gap.cancel();
      gap = null;
    }
    ingest.interrupted();
  }

  private void pulse() {
    if (over()) {
      return;
    }
    ingest.pulse();
    snapshot = ingest.snapshot();
    if (!over()) {
      lane.schedule(PULSE_NANOS, this::pulse);
    }
  }

  @Override
  public void published(MediaStream stream) {
    Recording now = holder;
    if (now != null) {
      now.tell(() -> now.request().listener().published(stream));
    }
  }

  @Override
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    Recording now = holder;
    if (now != null) {
      now.sendRtcp(media, buffer, offset, length);
    }
  }

  @Override
  public void ended(EndReason reason, String why) {
    end(reason, why);
  }

  private void end(EndReason reason, String why) {
    Recording last;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      last = holder;
      holder = null;
    }
    registry.remove(this);
    LOG.log(Level.INFO, "{0} has ended: {1}; {2}", name(), reason.text(), why);
    snapshot = ingest.snapshot();
    ingest.end(reason);
    if (last != null) {
      last.tell(() -> last.request().listener().ended(reason, why));
    }
  }
}
