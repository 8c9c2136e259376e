package org.wcs.rtsp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.lane.Lane;
import org.wcs.rtsp.ingest.IngestPlan;
import org.wcs.rtsp.ingest.RtpIngest;
import org.wcs.rtsp.wire.RtspUrl;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.TrackTraffic;

/** Publishes here what a camera sends; the stream outlives connections. On the link's lane. */
final class PullTask implements ClientTask, RtpIngest.Listener {

  private final ClientLink link;
  private final RtspPullOrder order;
  private @Nullable RtpIngest ingest;
  private @Nullable PullDialogue dialogue; // of the last connection

  PullTask(ClientLink link, RtspPullOrder order) {
    this.link = link;
    this.order = order;
  }

  Lane lane() {
    return link.lane();
  }

  RtspConfig.Client config() {
    return link.config();
  }

  /** Media comes: this is the way. */
  void heard() {
    link.heard();
  }

  /** The stream for these media: the one that its viewers watch, if the media are the same. */
  @Nullable RtpIngest plan(IngestPlan plan) {
    RtpIngest now = ingest;
    if (now == null || now.over()) {
      RtspParts parts = link.parts();
      now =
          new RtpIngest(
              new RtpIngest.Order(
                  order.name(), order.publisher(), lane(), parts.hub(), parts.config().ingest()),
              this);
      ingest = now;
    }
    return now.plan(plan) ? now : null;
  }

  @Override
  public boolean pushes() {
    return false;
  }

  @Override
  public void begin() {
    // there is nothing here before the camera sends
  }

  @Override
  public ClientDialogue dialogue(ClientSession session, RtspUrl url) {
    PullDialogue next = new PullDialogue(session, url, this, link);
    dialogue = next;
    return next;
  }

  @Override
  public @Nullable MediaStream stream() {
    return ingest == null ? null : ingest.stream();
  }

  @Override
  public List<TrackTraffic> traffic() {
    return List.of();
  }

  @Override
  public boolean wanted() {
    MediaStream now = stream();
    return order.lasting() || (now != null && now.viewers() > 0);
  }

  @Override
  public void lost() {
    dialogue = null;
    if (ingest != null) {
      ingest.interrupted();
    }
  }

  @Override
  public void over(EndReason reason) {
    if (ingest != null) {
      ingest.end(reason == EndReason.STOPPED_BY_USER ? EndReason.STOPPED_BY_PUBLISHER : reason);
    }
  }

  @Override
  public void tick() {
    if (ingest != null) {
      ingest.pulse();
    }
  }

  @Override
  public void published(MediaStream published) {
    link.flowing(published);
  }

  @Override
  public void rtcp(int media, byte[] buffer, int offset, int length) {
    if (dialogue != null) {
      dialogue.report(media, buffer, offset, length);
    }
  }

  @Override
  public void ended(EndReason reason, String why) {
    // told from within a packet or a pulse: what follows must not close that beneath it
    lane().execute(() -> streamEnded(reason, why));
  }

  private void streamEnded(EndReason reason, String why) {
    if (reason == EndReason.NO_COMMON_CODECS) {
      link.end(EndReason.RTSP_FORMAT, why);
    } else if (reason != EndReason.RTP_ACTIVITY || !link.drop(ClientFailure.silent(why, false))) {
      link.end(reason, why);
    }
  }
}
