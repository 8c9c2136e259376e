package org.wcs.rtmp;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wcs.amf.AmfValue;
import org.wcs.peer.OnceVerdict;
import org.wcs.peer.Refusal;
import org.wcs.stream.EndReason;
import org.wcs.unit.Codec;

/**
 * One message stream of a client: nothing yet, or a publisher, or a player. On the client's lane.
 */
final class ServerStream {

  private final ServerSession session;
  private final int id;
  private @Nullable StreamRole role;
  private boolean asking;
  private boolean closed;

  ServerStream(ServerSession session, int id) {
    this.session = session;
    this.id = id;
  }

  int id() {
    return id;
  }

  ServerSession session() {
    return session;
  }

  /** Whether it is of use to the client. */
  boolean active() {
    return asking || role != null;
  }

  void command(RtmpMessage.Command command) {
    StreamRole now = role;
    switch (command.name()) {
      case "publish", "play" -> begin(command);
      case "closeStream" -> close();
      case "seek" -> send(Replies.failure(id, "NetStream.Seek.Failed", "This stream is live."));
      case "play2" -> send(Replies.failure(id, "NetStream.Play.Failed", "Not supported."));
      case "pause", "pauseRaw" -> pause(command, now);
      case "receiveAudio" -> want(now, Codec.Kind.AUDIO, command.argument(0));
      case "receiveVideo" -> want(now, Codec.Kind.VIDEO, command.argument(0));
      default -> {}
    }
  }

  void media(RtmpMessage message) {
    if (role instanceof PublishRole publisher) {
      publisher.media(message);
    }
  }

  /** The client says by name that it is done publishing. */
  void unpublish(String name) {
    if (role instanceof PublishRole publisher && publisher.request().streamName().equals(name)) {
      close();
    }
  }

  /** The client is done with it; it may be used again. */
  void close() {
    StreamRole last = role;
    role = null;
    if (last != null) {
      last.close(EndReason.STOPPED_BY_USER);
      session.over(last);
    }
  }

  /** Somebody else ends what is done with it; false if that is nothing of that name. */
  boolean terminate(String mediaSessionId, EndReason reason) {
    StreamRole now = role;
    if (now == null || !now.snapshot().mediaSessionId().equals(mediaSessionId)) {
      return false;
    }
    now.terminate(reason);
    return true;
  }

  /** The client is gone, or is being sent away. */
  void sessionEnded(EndReason reason, boolean linkLost) {
    closed = true;
    StreamRole last = role;
    role = null;
    if (last instanceof PublishRole publisher && linkLost) {
      publisher.lost();
    } else if (last != null) {
      last.close(reason);
      session.over(last);
    }
  }

  void tick(long nowNanos) {
    StreamRole now = role;
    if (now != null) {
      now.tick(nowNanos);
    }
  }

  Optional<RtmpSnapshot.Stream> snapshot() {
    return Optional.ofNullable(role).map(StreamRole::snapshot);
  }

  /** A role has ended by itself. */
  void roleOver(StreamRole ended) {
    if (role == ended) {
      role = null;
      session.over(ended);
    }
  }

  void send(RtmpMessage message) {
    session.send(message);
  }

  private void begin(RtmpMessage.Command command) {
    if (command.argument(0).equals(AmfValue.of(false))) {
      close(); // so ActionScript says that it is done
    } else if (command.name().equals("publish")) {
      publish(command);
    } else {
      play(command);
    }
  }

  private void publish(RtmpMessage.Command command) {
    RtmpNames named = RtmpNames.parse(command.argument(0).text(""));
    boolean usable = RtmpNames.usable(named.name());
    if (role != null || asking || !usable) {
      String why = usable ? "The stream is in use." : "That is no name.";
      send(Replies.failure(id, "NetStream.Publish.BadName", why));
      return;
    }
    RtmpRequest request = request(named);
    ask();
    session
        .parts()
        .policy()
        .publish(
            session.peer(),
            request,
            new OnceVerdict(
                session.lane(), (name, refusal) -> publishDecided(request, name, refusal)));
  }

  private void publishDecided(
      RtmpRequest request, @Nullable String name, @Nullable Refusal refusal) {
    if (!decided()) {
      return;
    }
    if (refusal != null) {
      send(Replies.failure(id, "NetStream.Publish.BadName", refusal.words()));
      session.close(refusal.reason());
    } else {
      PublishRole publisher =
          new PublishRole(this, name == null ? request : request.withName(name));
      if (publisher.start()) {
        role = publisher;
        session.changed();
      }
    }
    session.connection().release();
  }

  private void play(RtmpMessage.Command command) {
    RtmpNames named = RtmpNames.parse(command.argument(0).text(""));
    if (asking || role instanceof PublishRole || !RtmpNames.usable(named.name())) {
      send(Replies.failure(id, "NetStream.Play.Failed", "The stream cannot be played here."));
      return;
    }
    close(); // a player may go from one stream to the next
    RtmpRequest request = request(named);
    boolean reset = command.argument(3).bool(true);
    ask();
    session
        .parts()
        .policy()
        .play(
            session.peer(),
            request,
            new OnceVerdict(
                session.lane(), (name, refusal) -> playDecided(request, reset, name, refusal)));
  }

  private void playDecided(
      RtmpRequest request, boolean reset, @Nullable String name, @Nullable Refusal refusal) {
    if (!decided()) {
      return;
    }
    if (refusal != null) {
      send(Replies.failure(id, "NetStream.Play.Failed", refusal.words()));
      session.close(refusal.reason());
    } else {
      PlayRole player = new PlayRole(this, name == null ? request : request.withName(name), reset);
      role = player;
      player.start();
      session.changed();
    }
    session.connection().release();
  }

  private RtmpRequest request(RtmpNames named) {
    return new RtmpRequest(UUID.randomUUID().toString(), named.name(), named.parameters());
  }

  private void ask() {
    asking = true;
    session.connection().hold();
  }

  /** Whether the answer still matters. */
  private boolean decided() {
    asking = false;
    return !closed;
  }

  private void pause(RtmpMessage.Command command, @Nullable StreamRole now) {
    if (now instanceof PlayRole player) {
      player.pause(command.argument(0).bool(false));
    }
  }

  private static void want(@Nullable StreamRole now, Codec.Kind kind, AmfValue wanted) {
    if (now instanceof PlayRole player) {
      player.want(kind, wanted.bool(true));
    }
  }
}
