package org.wcs.rtmp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.TrackTraffic;

/** Publishes here what another server sends. On the link's lane. */
final class PullTask implements ClientTask, Publication.Owner {

  private final ClientLink link;
  private final PullOrder order;
  private @Nullable Publication publication;
  private @Nullable Publication orphan; // waits for the next connection
  private @Nullable MediaStream published;
  private long messages;

  PullTask(ClientLink link, PullOrder order) {
    this.link = link;
    this.order = order;
  }

  @Override
  public boolean pushes() {
    return false;
  }

  @Override
  public String started(ClientSession session) {
    Publication.Identity identity = new Publication.Identity("pull", order.publisher().sessionId());
    publication =
        link.parts()
            .publications()
            .claim(
                new Publication.Request(
                    order.name(), identity, link.lane(), order.publisher(), this));
    if (publication == null) {
      link.end(EndReason.NAME_IN_USE, EndReason.NAME_IN_USE.text());
      return EndReason.NAME_IN_USE.text();
    }
    MediaStream still = published;
    if (still != null && link.parts().hub().find(order.name()).orElse(null) == still) {
      link.flowing(still); // the viewers have stayed
    }
    return "";
  }

  @Override
  public void media(ClientSession session, RtmpMessage message) {
    messages++;
    if (publication != null) {
      publication.deliver(this, message);
    }
  }

  @Override
  public void lost(ClientSession session) {
    Publication last = publication;
    publication = null;
    if (last != null) {
      orphan = last;
      last.lost(this);
    }
  }

  @Override
  public void over(EndReason reason) {
    Publication last = publication;
    publication = null;
    if (last == null && orphan != null) {
      orphan.givenUp(reason);
    }
    if (last != null) {
      last.finished(
          this, reason == EndReason.STOPPED_BY_USER ? EndReason.STOPPED_BY_PUBLISHER : reason);
    }
  }

  @Override
  public void tick(long nowNanos) {
    // the publication watches over its media
  }

  @Override
  public long frames() {
    return messages;
  }

  @Override
  public long skipped() {
    return 0;
  }

  @Override
  public List<TrackTraffic> traffic() {
    return List.of();
  }

  @Override
  public void published(MediaStream stream) {
    published = stream;
    link.flowing(stream);
  }

  @Override
  public void displaced() {
    // its own next connection
  }

  @Override
  public void ended(EndReason reason) {
    link.lane()
        .execute(
            () -> {
              publication = null;
              published = null;
              if (reason == EndReason.RTP_ACTIVITY) {
                link.drop("The other server sends no media");
              } else {
                link.end(reason, reason.text());
              }
            });
  }
}
