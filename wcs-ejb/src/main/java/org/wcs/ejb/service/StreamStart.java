package org.wcs.ejb.service;

import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.hook.HookAnswer;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamName;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.RefusedException;

/** The way from an order to a connection. On the client's queue. */
final class StreamStart {

  private static final Logger LOG = System.getLogger(StreamStart.class.getName());

  private final StreamParts parts;
  private final StreamCourse course;

  StreamStart(StreamParts parts, StreamCourse course) {
    this.parts = parts;
    this.course = course;
  }

  /** Publishes or plays, if the application agrees; the client is told what comes of it. */
  void start(ClientSession client, StreamOrder order, boolean publishing) {
    MediaSession media = new MediaSession(client, order, publishing, parts.clock().millis());
    String refusal = refusal(media);
    if (refusal != null) {
      course.failed(media, refusal);
      return;
    }
    JsonObject asked = order.forApp(publishing);
    HookAnswer answer =
        client.ask(publishing ? HookMethod.PUBLISH_STREAM : HookMethod.PLAY_STREAM, asked);
    switch (answer) {
      case HookAnswer.Go(JsonObject object) ->
          allowed(object.equals(asked) ? media : media.as(order.with(object, publishing)));
      case HookAnswer.Refused(int status, String info) -> course.refused(media, info);
    }
  }

  private void allowed(MediaSession media) {
    StreamOrder order = media.order();
    String refusal =
        media.client().established()
            ? OrderCheck.refusal(
                order, media.publishing(), parts.sources(), parts.limits().maxStreamName())
            : EndReason.SESSION_DISCONNECTED.text();
    if (refusal == null) {
      begin(media);
    } else {
      course.failed(media, refusal);
    }
  }

  private void begin(MediaSession media) {
    PullService source = media.publishing() ? null : parts.remote().source(media.name());
    if (source == null) {
      connect(media, media.name());
    } else {
      fetch(media, source);
    }
  }

  /** What cannot be, whatever the stream. */
  private @Nullable String refusal(MediaSession media) {
    ClientSession client = media.client();
    if (!client.established()) {
      return EndReason.SESSION_NOT_READY.text();
    }
    if (media.id().isEmpty()) {
      return EndReason.MEDIA_SESSION_ID_MISSING.text();
    }
    if (client.media(media.id()) != null) {
      return EndReason.MEDIA_SESSION_ID_IN_USE.text();
    }
    return client.mediaCount() >= parts.limits().maxStreams()
        ? "Too many streams in one session"
        : null;
  }

  /** The stream is on another server: it is played as soon as it has come. */
  private void fetch(MediaSession media, PullService source) {
    enter(media);
    source
        .pullForPlay(media.name())
        .whenComplete(
            (stream, fault) -> media.client().execute(() -> fetched(media, stream, fault)));
  }

  private void fetched(
      MediaSession media, @Nullable MediaStream stream, @Nullable Throwable fault) {
    if (media.state() == MediaSession.State.ENDED) {
      return;
    }
    if (stream == null) {
      course.failed(media, fault == null ? "" : String.valueOf(fault.getMessage()));
    } else {
      connect(media, stream.name());
    }
  }

  private void enter(MediaSession media) {
    media.client().add(media.id(), media);
    parts.open().add(media);
  }

  /** What is fetched may be published under another name than its URL. */
  private void connect(MediaSession media, String stream) {
    PeerGateway.Peer peer;
    try {
      peer = peer(media, stream);
    } catch (RefusedException e) {
      course.failed(media, e.reason().text());
      LOG.log(Level.INFO, "{0} {1}: {2}", media.client().id(), media.id(), e.getMessage());
      return;
    }
    media.peer(peer);
    enter(media);
    media.client().tell(new SessionEvent.Answer(media.id(), peer.answer()));
    LOG.log(
        Level.INFO,
        "{0} {1} {2} {3}",
        media.client().id(),
        media.id(),
        media.publishing() ? "publishes" : "plays",
        StreamName.shown(media.name()));
    if (!media.publishing()) {
      course.follow(media, peer.stream());
    }
  }

  private PeerGateway.Peer peer(MediaSession media, String stream) throws RefusedException {
    StreamOrder order = media.order();
    ClientSession client = media.client();
    PeerRequest request =
        new PeerRequest(
            stream,
            client.id(),
            media.id(),
            order.sdp(),
            order.transport(),
            order.videoOrientation(),
            order.video());
    PeerGateway.Events events = course.events(media);
    return media.publishing()
        ? parts.gateway().publish(request, client.loopback(), events)
        : parts.gateway().play(request, client.loopback(), events);
  }
}
