package org.wcs.rtmp;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.stream.Course;
import org.wcs.stream.EndReason;
import org.wcs.stream.Publisher;

/** A client that publishes. On the client's lane, but for what its publication tells it. */
final class PublishRole implements StreamRole, Publication.Owner {

  /** How REST and signalling name publishers over RTMP. */
  static final String PROVIDER = "Flash";

  private final ServerStream stream;
  private final RtmpRequest request;
  private final Lane lane;
  private final Course course;
  private @Nullable Publication publication;
  private long messages;
  private long bytes;
  private boolean over;

  PublishRole(ServerStream stream, RtmpRequest request) {
    this.stream = stream;
    this.request = request;
    this.lane = stream.session().lane();
    this.course = Course.since(lane.nanoTime());
  }

  RtmpRequest request() {
    return request;
  }

  /** Takes the name; false if it is another's, which the client has been told. */
  boolean start() {
    RtmpPeer peer = stream.session().peer();
    String host = String.valueOf(peer.remote().getAddress());
    Map<String, String> secret = new TreeMap<>(peer.parameters());
    secret.putAll(request.parameters());
    Publication claimed =
        stream
            .session()
            .parts()
            .publications()
            .claim(
                new Publication.Request(
                    request.streamName(),
                    new Publication.Identity(host, peer.app() + secret),
                    lane,
                    new Publisher(
                        peer.sessionId() + "#" + stream.id(), request.mediaSessionId(), PROVIDER),
                    this));
    publication = claimed;
    int id = stream.id();
    if (claimed == null) {
      stream.send(Replies.failure(id, "NetStream.Publish.BadName", EndReason.NAME_IN_USE.text()));
      return false;
    }
    stream.send(Replies.control(RtmpMessage.UserControl.Kind.STREAM_BEGIN, id));
    stream.send(
        Replies.status(id, "NetStream.Publish.Start", request.streamName() + " is now published."));
    RtmpParts parts = stream.session().parts();
    if (parts.hub().find(request.streamName()).filter(claimed::brings).isPresent()) {
      parts.policy().flows(peer, request); // it goes on where another connection was lost
    }
    return true;
  }

  void media(RtmpMessage message) {
    messages++;
    if (message instanceof RtmpMessage.Audio audio) {
      bytes += audio.body().length;
    } else if (message instanceof RtmpMessage.Video video) {
      bytes += video.body().length;
    }
    if (publication != null) {
      publication.deliver(this, message);
    }
  }

  /** The connection broke without a word. */
  void lost() {
    if (publication != null) {
      publication.lost(this);
    }
    over(EndReason.SESSION_DISCONNECTED);
  }

  @Override
  public void close(EndReason reason) {
    boolean own = reason == EndReason.STOPPED_BY_USER;
    if (publication != null) {
      publication.finished(this, own ? EndReason.STOPPED_BY_PUBLISHER : reason);
    }
    over(reason);
    if (own) {
      stream.send(
          Replies.status(
              stream.id(),
              "NetStream.Unpublish.Success",
              request.streamName() + " is now unpublished."));
    }
  }

  @Override
  public void terminate(EndReason reason) {
    if (publication != null) {
      publication.finished(this, reason);
    }
    ended(reason);
  }

  @Override
  public void tick(long nowNanos) {
    // the publication watches over its media
  }

  @Override
  public RtmpSnapshot.Stream snapshot() {
    return new RtmpSnapshot.Stream(
        request.mediaSessionId(), request.streamName(), true, messages, bytes, 0, course);
  }

  private void over(EndReason reason) {
    if (!over) {
      over = true;
      ServerSession session = stream.session();
      session.parts().policy().ended(session.peer(), request, reason);
    }
  }

  @Override
  public void displaced() {
    ended(EndReason.STOPPED_BY_PUBLISHER);
  }

  @Override
  public void ended(EndReason reason) {
    lane.execute(
        () -> {
          publication = null;
          over(reason);
          stream.roleOver(this);
          boolean taken = reason == EndReason.NAME_IN_USE;
          String code = taken ? "NetStream.Publish.BadName" : "NetStream.Publish.Idle";
          stream.send(Replies.failure(stream.id(), code, reason.text()));
          stream.session().close(reason);
        });
  }
}
