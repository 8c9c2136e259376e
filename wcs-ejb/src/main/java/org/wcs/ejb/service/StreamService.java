package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wcs.config.SignallingConfig;
import org.wcs.ejb.policy.AppPolicy;
import org.wcs.ejb.policy.Verdict;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.stream.StreamName;
import org.wcs.webrtc.PeerRequest;
import org.wcs.webrtc.RefusedException;

/**
 * Publish, play, stop: what clients do with streams. Every verb may be called from any thread; it
 * runs on the client's queue, and its outcome is told to the client.
 */
public final class StreamService {

  private static final Logger LOG = System.getLogger(StreamService.class.getName());

  private static final String NOT_READY = "Publish stream is not ready";

  private final StreamHub hub;
  private final PeerGateway gateway;
  private final AppPolicy policy;
  private final Clock clock;
  private final SignallingConfig.PerSession limits;
  private final RemoteStreams remote;
  private final OrderCheck.Sources sources;
  private final Set<MediaSession> open = ConcurrentHashMap.newKeySet();

  /** Makes the service. */
  public StreamService(
      StreamHub hub,
      PeerGateway gateway,
      AppPolicy policy,
      Clock clock,
      SignallingConfig.PerSession limits,
      RemoteStreams remote) {
    this.hub = hub;
    this.gateway = gateway;
    this.policy = policy;
    this.clock = clock;
    this.limits = limits;
    this.remote = remote;
    this.sources = new OrderCheck.Sources(hub, remote);
  }

  /** Publishes: an answer and a status follow, or a status with the reason why not. */
  public void publish(ClientSession client, StreamOrder order) {
    client.execute(() -> start(client, order, true));
  }

  /** Plays: an answer and a status follow, or a status with the reason why not. */
  public void play(ClientSession client, StreamOrder order) {
    client.execute(() -> start(client, order, false));
  }

  /** Stops publishing or playing; the end is told even if there was nothing to stop. */
  public void stop(ClientSession client, @Nullable String mediaSessionId, boolean published) {
    client.execute(() -> stopNow(client, mediaSessionId, published));
  }

  /** Tells the client whether a stream can be played. */
  public void available(ClientSession client, String mediaSessionId, String name) {
    Optional<MediaStream> stream = hub.find(name);
    boolean playable = stream.filter(MediaStream::live).isPresent();
    String why = stream.isPresent() ? NOT_READY : EndReason.NOT_FOUND.text();
    client.tell(new SessionEvent.Available(mediaSessionId, playable, playable ? "" : why));
  }

  /** Passes an event of a publisher on to everybody who plays its stream. */
  public void event(ClientSession client, String mediaSessionId, String type, String payloadJson) {
    client.execute(() -> eventNow(client, mediaSessionId, type, payloadJson));
  }

  /** The client is gone: everything of it ends. */
  public void leave(ClientSession client) {
    client.execute(() -> new ArrayList<>(client.media()).forEach(this::abandon));
  }

  /** Tells the client the numbers of its videos; once a second. */
  public void tellRates(ClientSession client) {
    client.execute(() -> client.media().forEach(media -> PictureNews.second(client, media)));
  }

  /** Everything that has not ended, of all clients. */
  Collection<MediaSession> open() {
    return Collections.unmodifiableSet(open);
  }

  private void start(ClientSession client, StreamOrder order, boolean publishing) {
    String id = order.mediaSessionId();
    String refusal = refusal(client, order, publishing);
    if (refusal != null || id == null) {
      client.tell(new SessionEvent.Status(failed(order, publishing, refusal)));
      LOG.log(Level.INFO, "{0} {1}: {2}", client.id(), StreamName.shown(order.name()), refusal);
      return;
    }
    Verdict verdict =
        publishing
            ? policy.publish(client.client(), order.name())
            : policy.play(client.client(), order.name());
    if (!verdict.allowed()) {
      client.tell(new SessionEvent.Refused("StreamStatusEvent", id, verdict.info()));
      return;
    }
    MediaSession media = new MediaSession(id, order.name(), publishing, clock.millis());
    PullService source = publishing ? null : remote.source(order.name());
    if (source == null) {
      tryToConnect(client, media, order, order.name());
    } else {
      fetch(client, media, order, source);
    }
  }

  private void tryToConnect(
      ClientSession client, MediaSession media, StreamOrder order, String stream) {
    try {
      connect(client, media, order, stream);
    } catch (RefusedException e) {
      refused(client, media, order, e.reason().text());
      LOG.log(Level.INFO, "{0} {1}: {2}", client.id(), media.id(), e.getMessage());
    }
  }

  private void refused(ClientSession client, MediaSession media, StreamOrder order, String info) {
    media.state(MediaSession.State.ENDED);
    client.remove(media.id());
    open.remove(media);
    client.tell(new SessionEvent.Status(failed(order, media.publishing(), info)));
    LOG.log(Level.INFO, "{0} {1} {2}", client.id(), media.id(), info);
  }

  /** The stream is on another server: it is played as soon as it has come. */
  private void fetch(
      ClientSession client, MediaSession media, StreamOrder order, PullService source) {
    client.add(media.id(), media);
    open.add(media);
    source
        .pullForPlay(order.name())
        .whenComplete(
            (stream, fault) ->
                client.execute(
                    () -> {
                      if (media.state() == MediaSession.State.STOPPING) {
                        endedNow(client, media, EndReason.STOPPED_BY_USER);
                      } else if (fault != null) {
                        refused(client, media, order, String.valueOf(fault.getMessage()));
                      } else {
                        tryToConnect(client, media, order, stream.name());
                      }
                    }));
  }

  private static void republish(MediaSession media, String rtmpUrl, PushService pushes) {
    try {
      pushes.republish(media.name(), rtmpUrl);
    } catch (RequestRefusedException e) {
      LOG.log(
          Level.WARNING,
          "{0} is not sent to {1}: {2}",
          media.name(),
          StreamName.shown(rtmpUrl),
          e.getMessage());
    }
  }

  /** What is fetched may be published under another name than its URL. */
  private void connect(ClientSession client, MediaSession media, StreamOrder order, String stream)
      throws RefusedException {
    PeerRequest request =
        new PeerRequest(
            stream,
            client.id(),
            media.id(),
            order.sdp(),
            order.transport(),
            order.videoOrientation(),
            order.video());
    PeerGateway.Events events = events(client, media);
    PeerGateway.Peer peer =
        media.publishing()
            ? gateway.publish(request, client.loopback(), events)
            : gateway.play(request, client.loopback(), events);
    media.peer(peer);
    media.rtmpUrl(order.extras().rtmpUrl());
    client.add(media.id(), media);
    open.add(media);
    client.tell(new SessionEvent.Answer(media.id(), peer.answer()));
    LOG.log(
        Level.INFO,
        "{0} {1} {2} {3}",
        client.id(),
        media.id(),
        media.publishing() ? "publishes" : "plays",
        StreamName.shown(media.name()));
    if (!media.publishing()) {
      media.listener((of, event) -> client.execute(() -> relay(client, media, event)));
      listen(peer.stream(), media);
    }
  }

  private static void listen(MediaStream stream, MediaSession media) {
    if (media.listener() != null) {
      stream.listen(media.listener());
    }
  }

  private PeerGateway.Events events(ClientSession client, MediaSession media) {
    return new PeerGateway.Events() {
      @Override
      public void connected() {
        client.execute(() -> connectedNow(client, media));
      }

      @Override
      public void ended(EndReason reason) {
        client.execute(() -> endedNow(client, media, reason));
      }
    };
  }

  private void connectedNow(ClientSession client, MediaSession media) {
    if (media.state() != MediaSession.State.PENDING) {
      return;
    }
    media.state(MediaSession.State.LIVE);
    StreamStatus.State state =
        media.publishing() ? StreamStatus.State.PUBLISHING : StreamStatus.State.PLAYING;
    StreamStatus status = media.status(state, "");
    client.tell(new SessionEvent.Status(status));
    LOG.log(
        Level.INFO,
        "{0} {1} {2} {3}",
        client.id(),
        media.id(),
        state,
        StreamName.shown(media.name()));
    if (media.publishing()) {
      String rtmpUrl = media.rtmpUrl();
      if (rtmpUrl != null) {
        republish(media, rtmpUrl, remote.pushes());
      }
    } else {
      PictureNews.joined(client, media);
    }
  }

  private void endedNow(ClientSession client, MediaSession media, EndReason reason) {
    if (media.state() == MediaSession.State.ENDED) {
      return;
    }
    EndReason told = told(media, reason);
    media.state(MediaSession.State.ENDED);
    client.remove(media.id());
    open.remove(media);
    PeerGateway.Peer peer = media.peer();
    if (peer != null && media.listener() != null) {
      peer.stream().unlisten(media.listener());
    }
    client.tell(new SessionEvent.Status(media.ended(told)));
    LOG.log(
        Level.INFO,
        "{0} {1} ended {2}: {3}",
        client.id(),
        media.id(),
        StreamName.shown(media.name()),
        told.text());
  }

  private EndReason told(MediaSession media, EndReason reason) {
    if (media.state() == MediaSession.State.STOPPING) {
      return reason == EndReason.SESSION_DISCONNECTED ? reason : EndReason.STOPPED_BY_USER;
    }
    boolean foreign = !media.publishing() && reason != EndReason.SHUTDOWN && !published(media);
    return foreign ? EndReason.STOPPED_BY_PUBLISHER : reason;
  }

  /** Tells whether the stream that is played is still the one published under its name. */
  private boolean published(MediaSession media) {
    PeerGateway.Peer peer = media.peer();
    return peer != null && hub.find(peer.stream().name()).filter(peer.stream()::equals).isPresent();
  }

  private void stopNow(ClientSession client, @Nullable String id, boolean published) {
    MediaSession media = id == null ? null : client.media(id);
    if (media == null && id != null && client.endedLately(id)) {
      return; // the media path brought the news of the end first, and the client has it
    }
    if (media == null || media.publishing() != published) {
      EndReason why = id == null ? EndReason.MEDIA_SESSION_ID_MISSING : EndReason.NOT_FOUND;
      client.tell(
          new SessionEvent.Status(
              new StreamStatus(
                  id,
                  "",
                  published,
                  StreamStatus.State.FAILED,
                  why.text(),
                  clock.millis(),
                  StreamStatus.Media.NONE)));
      return;
    }
    end(media, EndReason.STOPPED_BY_USER);
  }

  private void abandon(MediaSession media) {
    end(media, EndReason.SESSION_DISCONNECTED);
  }

  private static void end(MediaSession media, EndReason reason) {
    media.state(MediaSession.State.STOPPING);
    PeerGateway.Peer peer = media.peer();
    if (peer != null) {
      peer.close(reason);
    }
  }

  private void eventNow(ClientSession client, String id, String type, String payloadJson) {
    MediaSession media = client.media(id);
    PeerGateway.Peer peer = media == null ? null : media.peer();
    if (media == null || peer == null || !media.publishing()) {
      client.tell(new SessionEvent.Refused("ErrorStatusEvent", null, EndReason.NOT_FOUND.text()));
      return;
    }
    StreamEvent event = Notices.parse(type, payloadJson);
    if (event == null) {
      client.tell(
          new SessionEvent.Refused("ErrorStatusEvent", null, "Unknown stream event " + type));
      return;
    }
    peer.stream().tell(event);
  }

  private void relay(ClientSession client, MediaSession media, StreamEvent event) {
    if (event instanceof StreamEvent.Ended) {
      endWithPublisher(media);
      return;
    }
    if (media.state() != MediaSession.State.LIVE) {
      return;
    }
    if (event instanceof StreamEvent.Resized) {
      PictureNews.resized(client, media);
      return;
    }
    SessionEvent notice = Notices.of(media.id(), event);
    if (notice != null) {
      client.tell(notice);
    }
  }

  private static void endWithPublisher(MediaSession media) {
    PeerGateway.Peer peer = media.peer();
    if (peer != null && media.state() != MediaSession.State.ENDED) {
      peer.close(EndReason.STOPPED_BY_PUBLISHER);
    }
  }

  private @Nullable String refusal(ClientSession client, StreamOrder order, boolean publishing) {
    String id = order.mediaSessionId();
    if (!client.established()) {
      return EndReason.SESSION_NOT_READY.text();
    }
    if (id == null || id.isEmpty()) {
      return EndReason.MEDIA_SESSION_ID_MISSING.text();
    }
    if (client.media(id) != null) {
      return EndReason.MEDIA_SESSION_ID_IN_USE.text();
    }
    if (client.mediaCount() >= limits.maxStreams()) {
      return "Too many streams in one session";
    }
    return OrderCheck.refusal(order, publishing, sources, limits.maxStreamName());
  }

  private StreamStatus failed(StreamOrder order, boolean publishing, @Nullable String info) {
    return new StreamStatus(
        order.mediaSessionId(),
        order.name(),
        publishing,
        StreamStatus.State.FAILED,
        info == null ? EndReason.FAILED.text() : info,
        clock.millis(),
        StreamStatus.Media.NONE);
  }
}
