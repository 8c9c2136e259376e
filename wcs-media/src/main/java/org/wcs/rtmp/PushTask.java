package org.wcs.rtmp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.stream.EndReason;
import org.wcs.stream.PlayStart;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.Frame;

/** Sends a stream of this server to another one. On the link's lane. */
final class PushTask implements ClientTask, Player.Owner {

  private final ClientLink link;
  private final PushOrder order;
  private @Nullable Player player;
  private @Nullable ClientSession over; // the connection that it is sent over
  private long framesBefore;
  private long skippedBefore;

  PushTask(ClientLink link, PushOrder order) {
    this.link = link;
    this.order = order;
  }

  @Override
  public boolean pushes() {
    return true;
  }

  @Override
  public String started(ClientSession session) {
    RtmpParts parts = link.parts();
    FrameFilter silent = new SilentSound(order.muted());
    FrameFilter filter =
        (codec, frame) -> {
          Frame kept = silent.apply(codec, frame);
          return kept == null ? null : order.filter().apply(codec, kept);
        };
    Player next =
        new Player(
            session.connection(),
            order.stream(),
            session.streamId(),
            new Player.Delivery(
                parts.renditions(),
                FanOuts.single(parts.config().ingest(), filter),
                parts.config().delivery(),
                Wishes.plain(order.picture()),
                PlayStart.unmeasured()),
            this);
    EndReason refusal = next.prepare();
    if (refusal != null) {
      link.end(refusal, refusal.text());
      return refusal.text();
    }
    player = next;
    over = session;
    describe(session, next);
    next.begin();
    link.flowing(order.stream());
    return "";
  }

  private void describe(ClientSession session, Player sending) {
    Publication publication = link.parts().publications().of(order.stream());
    AmfValue said = publication == null ? AmfValue.NULL : publication.metadata();
    session.send(
        Replies.data(
            session.streamId(),
            "@setDataFrame",
            AmfValue.of("onMetaData"),
            Metadata.of(said, sending.tracks())));
  }

  @Override
  public void resized(Player resized) {
    if (player == resized && over != null) {
      describe(over, resized);
    }
  }

  @Override
  public void media(ClientSession session, RtmpMessage message) {
    // nobody sends media to a publisher
  }

  @Override
  public void lost(ClientSession session) {
    Player last = player;
    player = null;
    over = null;
    if (last != null) {
      last.stop();
      framesBefore += last.messages();
      skippedBefore += last.skipped();
    }
  }

  @Override
  public void over(EndReason reason) {
    Player last = player;
    player = null;
    over = null;
    if (last != null) {
      last.stop();
    }
  }

  @Override
  public void tick(long nowNanos) {
    if (player != null) {
      player.tick(nowNanos);
    }
  }

  @Override
  public long frames() {
    return framesBefore + (player == null ? 0 : player.messages());
  }

  @Override
  public long skipped() {
    return skippedBefore + (player == null ? 0 : player.skipped());
  }

  @Override
  public List<TrackTraffic> traffic() {
    return player == null ? List.of() : player.traffic();
  }

  @Override
  public void ended(Player ended, EndReason reason) {
    link.end(reason, reason.text());
  }
}
