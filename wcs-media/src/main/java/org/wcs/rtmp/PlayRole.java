package org.wcs.rtmp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.lane.Lane;
import org.wcs.stream.Course;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.PlayStarts;
import org.wcs.stream.Waiting;
import org.wcs.unit.Codec;

/**
 * A client that plays, or waits for the stream to come or to come again. On the client's lane, but
 * for what the publication tells it.
 */
final class PlayRole implements StreamRole, Player.Owner, Publication.Follower {

  private final ServerStream stream;
  private final RtmpRequest request;
  private final boolean reset;
  private final Lane lane;
  private final Wishes wishes;
  private final long startedNanos;
  private @Nullable Waiting waiting;
  private Lane.@Nullable Timer patience;
  private @Nullable Player player;
  private @Nullable Publication publication;
  private boolean begun; // the client has been told that it plays
  private boolean paused;
  private boolean over;
  private final Map<Codec.Kind, Boolean> wanted = new HashMap<>();
  private long framesBefore;
  private long bytesBefore;
  private long skippedBefore;

  PlayRole(ServerStream stream, RtmpRequest request, boolean reset) {
    this.stream = stream;
    this.request = request;
    this.reset = reset;
    this.lane = stream.session().lane();
    this.startedNanos = lane.nanoTime();
    RtmpPeer peer = stream.session().peer();
    Map<String, String> parameters = new HashMap<>(peer.parameters());
    parameters.putAll(request.parameters());
    this.wishes = Wishes.of(peer.fourCcs(), Wishes.picture(parameters));
  }

  /** Plays the stream if it is there, else waits for it. */
  void start() {
    RtmpParts parts = stream.session().parts();
    if (!parts.waitingRoom().enter()) {
      fail("NetStream.Play.StreamNotFound", EndReason.NOT_FOUND);
      return;
    }
    patience = lane.schedule(parts.config().delivery().playWait().toNanos(), this::patienceEnds);
    waiting = parts.hub().await(request.streamName(), this::found);
  }

  void pause(boolean now) {
    paused = now;
    String code = now ? "NetStream.Pause.Notify" : "NetStream.Unpause.Notify";
    stream.send(Replies.status(stream.id(), code, request.streamName()));
    if (player != null) {
      player.pause(now);
    }
  }

  void want(Codec.Kind kind, boolean on) {
    wanted.put(kind, on);
    if (player != null) {
      player.want(kind, on);
    }
  }

  @Override
  public void close(EndReason reason) {
    if (over) {
      return;
    }
    over = true;
    stopWaiting();
    leave();
    RtmpPeer peer = stream.session().peer();
    stream.session().parts().policy().ended(peer, request, reason);
  }

  @Override
  public void terminate(EndReason reason) {
    if (over) {
      return;
    }
    close(reason);
    stream.send(Replies.status(stream.id(), "NetStream.Play.Stop", reason.text()));
    stream.send(Replies.control(RtmpMessage.UserControl.Kind.STREAM_EOF, stream.id()));
    stream.roleOver(this);
    stream.session().closeIfUnused(reason);
  }

  @Override
  public void tick(long nowNanos) {
    if (player != null) {
      player.tick(nowNanos);
    }
  }

  @Override
  public RtmpSnapshot.Stream snapshot() {
    Player now = player;
    return new RtmpSnapshot.Stream(
        request.mediaSessionId(),
        request.streamName(),
        false,
        framesBefore + (now == null ? 0 : now.messages()),
        bytesBefore + (now == null ? 0 : now.bytes()),
        skippedBefore + (now == null ? 0 : now.skipped()),
        new Course(startedNanos, paused, now == null ? List.of() : now.traffic()));
  }

  @Override
  public void ended(Player ended, EndReason reason) {
    if (over || player != ended) {
      return;
    }
    boolean there =
        stream.session().parts().hub().find(request.streamName()).orElse(null) == ended.stream();
    leave();
    if (there) { // only what is made of it has failed
      fail("NetStream.Play.Failed", reason);
      return;
    }
    if (reason == EndReason.TERMINATED_BY_REST) {
      terminate(reason);
      return;
    }
    int id = stream.id();
    String name = request.streamName();
    stream.send(
        Replies.status(id, "NetStream.Play.UnpublishNotify", name + " is now unpublished."));
    stream.send(Replies.control(RtmpMessage.UserControl.Kind.STREAM_EOF, id));
    start(); // it may be published again
  }

  @Override
  public void resized(Player resized) {
    if (!over && player == resized) {
      sendMetadata(publication == null ? AmfValue.NULL : publication.metadata());
    }
  }

  @Override
  public void metadata(AmfValue metadata) {
    lane.execute(() -> sendMetadata(metadata));
  }

  @Override
  public void data(RtmpMessage.Data data) {
    lane.execute(
        () -> {
          if (player != null && !paused) {
            stream.send(Replies.data(stream.id(), data));
          }
        });
  }

  /** On the publisher's thread, or at once. */
  private void found(MediaStream published) {
    lane.execute(() -> play(published));
  }

  private void play(MediaStream published) {
    if (over || player != null) {
      return;
    }
    stopWaiting();
    RtmpParts parts = stream.session().parts();
    Player next =
        new Player(
            stream.session().connection(),
            published,
            stream.id(),
            new Player.Delivery(
                parts.renditions(),
                parts.fanOuts(),
                parts.config().delivery(),
                wishes,
                parts.hub().starts().asked(PlayStarts.Way.RTMP, lane.nanoTime())),
            this);
    player = next;
    publication = parts.publications().of(published);
    AmfValue said = publication == null ? AmfValue.NULL : publication.metadata();
    EndReason refusal = next.prepare();
    if (refusal != null) {
      player = null;
      fail("NetStream.Play.Failed", refusal);
      return;
    }
    announce();
    sendMetadata(said);
    if (publication != null) {
      publication.follow(this);
    }
    wanted.forEach(next::want);
    next.pause(paused);
    next.begin();
    stream.session().changed();
  }

  private void announce() {
    int id = stream.id();
    String name = request.streamName();
    stream.send(Replies.control(RtmpMessage.UserControl.Kind.STREAM_BEGIN, id));
    if (begun) {
      stream.send(Replies.status(id, "NetStream.Play.PublishNotify", name + " is now published."));
      return;
    }
    begun = true;
    stream.session().parts().policy().flows(stream.session().peer(), request);
    if (reset) {
      stream.send(Replies.status(id, "NetStream.Play.Reset", "Playing and resetting " + name));
    }
    stream.send(Replies.status(id, "NetStream.Play.Start", "Started playing " + name));
    stream.send(Replies.data(id, "|RtmpSampleAccess", AmfValue.of(true), AmfValue.of(true)));
  }

  private void sendMetadata(AmfValue metadata) {
    Player now = player;
    if (now != null) {
      stream.send(Replies.data(stream.id(), "onMetaData", Metadata.of(metadata, now.tracks())));
    }
  }

  private void patienceEnds() {
    if (over || player != null || waiting == null || !waiting.cancel()) {
      return;
    }
    waiting = null;
    if (begun) {
      stream.send(
          Replies.status(stream.id(), "NetStream.Play.Stop", "Stopped " + request.streamName()));
      over();
    } else {
      fail("NetStream.Play.StreamNotFound", EndReason.NOT_FOUND);
    }
  }

  private void fail(String code, EndReason reason) {
    stream.send(Replies.failure(stream.id(), code, reason.text()));
    over();
  }

  private void over() {
    close(EndReason.NOT_FOUND);
    stream.roleOver(this);
  }

  private void stopWaiting() {
    if (waiting != null) {
      waiting.cancel();
      waiting = null;
    }
    if (patience != null) {
      patience.cancel();
      patience = null;
      stream.session().parts().waitingRoom().leave();
    }
  }

  private void leave() {
    if (publication != null) {
      publication.unfollow(this);
      publication = null;
    }
    if (player != null) {
      player.stop();
      framesBefore += player.messages();
      bytesBefore += player.bytes();
      skippedBefore += player.skipped();
      player = null;
    }
  }
}
