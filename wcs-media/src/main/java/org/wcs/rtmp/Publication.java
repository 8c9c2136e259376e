package org.wcs.rtmp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.config.RtmpConfig;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.stream.Track;

/**
 * A name held by one publisher over RTMP, through losses of its connection. It lives on the lane of
 * its first connection; public methods may be called from any thread.
 */
final class Publication implements Ingest.Listener {

  private static final Logger LOG = System.getLogger(Publication.class.getName());
  private static final long WATCH_NANOS = 1_000_000_000L;

  private final Publications registry;
  private final String name;
  private final Identity identity;
  private final Lane lane;
  private final RtmpConfig.Ingest config;
  private final Ingest ingest;
  private final DataBudget budget = new DataBudget();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Owner owner; // changed under this
  private boolean over; // this
  private volatile AmfValue metadata = AmfValue.NULL;
  private Lane.@Nullable Timer gap; // lane

  Publication(Publications registry, Request request, RtmpConfig.Ingest config, StreamHub hub) {
    this.registry = registry;
    this.name = request.name();
    this.identity = request.identity();
    this.lane = request.lane();
    this.owner = request.owner();
    this.config = config;
    this.ingest = new Ingest(lane, hub, config, new Ingest.Order(name, request.publisher(), this));
    lane.schedule(WATCH_NANOS, this::watch);
  }

  String name() {
    return name;
  }

  /** The last onMetaData of the publisher, {@code NULL} if there was none. */
  AmfValue metadata() {
    return metadata;
  }

  /** Whether this is where that stream comes from. */
  boolean brings(MediaStream stream) {
    return stream.lane() == lane && stream.name().equals(name);
  }

  /** Hears of metadata and data from now on, on the publisher's lane. */
  void follow(Follower follower) {
    followers.add(follower);
  }

  void unfollow(Follower follower) {
    followers.remove(follower);
  }

  /** Takes the name over if it is the same publisher's. */
  Claim claim(Identity claimant, Owner next) {
    Owner before;
    synchronized (this) {
      if (over) {
        return Claim.OVER;
      }
      if (!identity.equals(claimant)) {
        return Claim.TAKEN;
      }
      before = owner;
      owner = next;
    }
    if (before != null) {
      before.displaced();
    }
    lane.execute(this::resumed);
    return Claim.MINE;
  }

  /** Somebody else was quicker: this one never was. */
  synchronized void discard() {
    over = true;
    owner = null;
  }

  /** A message of the publisher; one from a connection that was displaced is dropped. */
  void deliver(Owner from, RtmpMessage message) {
    if (lane.isCurrent()) {
      accept(from, message);
    } else {
      lane.execute(() -> accept(from, message));
    }
  }

  /** The publisher is done. */
  void finished(Owner from, EndReason reason) {
    lane.execute(
        () -> {
          if (letGo(from)) {
            end(reason);
          }
        });
  }

  /** The publisher's connection is gone without a word; it may come back. */
  void lost(Owner from) {
    lane.execute(() -> onLost(from));
  }

  /** The publisher whose connection is gone will not come back. */
  void givenUp(EndReason reason) {
    lane.execute(
        () -> {
          if (owner == null) {
            end(reason);
          }
        });
  }

  @Override
  public void published(MediaStream stream) {
    LOG.log(
        Level.INFO,
        "{0} is published over RTMP by {1}: {2}",
        name,
        stream.publisher().sessionId(),
        stream.tracks().stream().map(Track::codec).toList());
    Owner now = owner;
    if (now != null) {
      now.published(stream);
    }
  }

  @Override
  public void ended(EndReason reason) {
    lane.execute(() -> end(reason));
  }

  /** Whether that connection held it; it no longer does. */
  private synchronized boolean letGo(Owner from) {
    if (owner != from || over) {
      return false;
    }
    owner = null;
    return true;
  }

  private void onLost(Owner from) {
    if (!letGo(from)) {
      return;
    }
    if (ingest.stream() == null || config.gap().isZero()) {
      end(EndReason.STOPPED_BY_PUBLISHER);
    } else {
      gap = lane.schedule(config.gap().toNanos(), this::notBack);
    }
  }

  private void notBack() {
    if (owner == null) {
      end(EndReason.STOPPED_BY_PUBLISHER);
    }
  }

  private void resumed() {
    if (gap != null) {
      gap.cancel();
      gap = null;
    }
    ingest.interrupted();
  }

  private void watch() {
    if (isOver()) {
      return;
    }
    if (owner != null && lane.nanoTime() - ingest.mediaNanos() > config.mediaTimeout().toNanos()) {
      end(EndReason.RTP_ACTIVITY);
    } else {
      lane.schedule(WATCH_NANOS, this::watch);
    }
  }

  private void end(EndReason reason) {
    Owner last;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      last = owner;
      owner = null;
    }
    registry.remove(this);
    LOG.log(Level.INFO, "{0} has ended: {1}; {2}", name, reason.text(), ingest.counts());
    ingest.end(reason);
    followers.clear();
    if (last != null) {
      last.ended(reason);
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  private void accept(Owner from, RtmpMessage message) {
    if (owner != from) {
      return;
    }
    switch (message) {
      case RtmpMessage.Audio audio -> ingest.audio(audio.timestamp(), audio.body());
      case RtmpMessage.Video video -> ingest.video(video.timestamp(), video.body());
      case RtmpMessage.Data data -> data(data);
      case RtmpMessage.Command _, RtmpMessage.SharedObject _, RtmpMessage.Unknown _ -> {}
      case RtmpMessage.SetChunkSize _, RtmpMessage.Abort _, RtmpMessage.UserControl _ -> {}
      case RtmpMessage.Acknowledgement _, RtmpMessage.WindowAcknowledgementSize _ -> {}
      case RtmpMessage.SetPeerBandwidth _ -> {}
    }
  }

  private void data(RtmpMessage.Data message) {
    RtmpMessage.Data data = unwrapped(message);
    if (data.name().equals("onMetaData")) {
      metadata = data.argument(0);
      Announced.Media media = Announced.Media.of(metadata);
      if (media != null) {
        ingest.announce(media);
      }
      if (budget.take(lane.nanoTime())) {
        followers.forEach(follower -> follower.metadata(data.argument(0)));
      }
    } else if (message.name().equals("@clearDataFrame")) {
      metadata = AmfValue.NULL;
    } else if (!data.name().isEmpty() && budget.take(lane.nanoTime())) {
      followers.forEach(follower -> follower.data(data));
      String json = AmfJson.of(data.name(), data.arguments());
      if (json != null) {
        ingest.tell(new StreamEvent.Data(json));
      }
    }
  }

  /** {@code @setDataFrame} is for the server; what follows it is for the viewers. */
  private static RtmpMessage.Data unwrapped(RtmpMessage.Data data) {
    if (!data.name().equals("@setDataFrame") || data.arguments().isEmpty()) {
      return data;
    }
    List<AmfValue> rest = data.arguments().subList(1, data.arguments().size());
    return new RtmpMessage.Data(
        data.streamId(), data.timestamp(), data.argument(0).text(""), rest, false);
  }

  /** What came of a claim. */
  enum Claim {
    /** The claimant has it. */
    MINE,
    /** Another publisher has it. */
    TAKEN,
    /** It is over just now. */
    OVER
  }

  /**
   * Who a publisher is: two connections with the same are the same publisher's.
   *
   * @param host the address it comes from
   * @param secret everything it was told to say in its URLs
   */
  record Identity(String host, String secret) {}

  /**
   * A publisher that wants a name.
   *
   * @param lane where the stream is to live
   */
  record Request(String name, Identity identity, Lane lane, Publisher publisher, Owner owner) {}

  /** The connection that publishes; called on any thread. */
  interface Owner {
    /** The stream is in the hub. */
    default void published(MediaStream stream) {}

    /** The same publisher has come by another connection. */
    void displaced();

    /** The stream is over, and not by this connection's wish. */
    void ended(EndReason reason);
  }

  /** A player that passes data on. On the publisher's lane. */
  interface Follower {
    void metadata(AmfValue metadata);

    void data(RtmpMessage.Data data);
  }
}
