package org.wcs.ejb.service;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wcs.config.SignallingConfig;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.live.StreamSource;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;

/**
 * Publish, play, stop: what clients do with streams. Every verb may be called from any thread; it
 * runs on the client's queue, and its outcome is told to the client.
 */
public final class StreamService implements StreamSource {

  private static final String NOT_READY = "Publish stream is not ready";

  private final StreamParts parts;
  private final StreamCourse course;
  private final StreamStart starts;

  /** Makes the service. */
  public StreamService(
      StreamHub hub,
      PeerGateway gateway,
      Clock clock,
      SignallingConfig.PerSession limits,
      RemoteStreams remote) {
    this.parts =
        new StreamParts(hub, gateway, remote, clock, limits, ConcurrentHashMap.newKeySet());
    this.course = new StreamCourse(parts);
    this.starts = new StreamStart(parts, course);
  }

  /** Publishes: an answer and a status follow, or a status with the reason why not. */
  public void publish(ClientSession client, StreamOrder order) {
    client.execute(() -> starts.start(client, order, true));
  }

  /** Plays: an answer and a status follow, or a status with the reason why not. */
  public void play(ClientSession client, StreamOrder order) {
    client.execute(() -> starts.start(client, order, false));
  }

  /** Stops publishing or playing; the end is told even if there was nothing to stop. */
  public void stop(ClientSession client, @Nullable String mediaSessionId, boolean published) {
    client.execute(() -> stopNow(client, mediaSessionId, published));
  }

  /** Tells the client whether a stream can be played. */
  public void available(ClientSession client, String mediaSessionId, String name) {
    Optional<MediaStream> stream = parts.hub().find(name);
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
    client.execute(
        () -> {
          for (MediaSession media : new ArrayList<>(client.media())) {
            course.end(media, EndReason.SESSION_DISCONNECTED);
          }
          client.leaveWhenDone();
        });
  }

  /** Tells the client the numbers of its videos; once a second. */
  public void tellRates(ClientSession client) {
    client.execute(() -> client.media().forEach(media -> PictureNews.second(client, media)));
  }

  @Override
  public List<LiveStream> streams(StreamFilter filter) {
    return parts.open().stream()
        .filter(media -> filter.means(media.name()))
        .map(MediaSession::live)
        .toList();
  }

  @Override
  public boolean terminate(String mediaSessionId, EndReason reason) {
    List<MediaSession> meant =
        parts.open().stream().filter(media -> media.id().equals(mediaSessionId)).toList();
    meant.forEach(media -> media.client().execute(() -> course.end(media, reason)));
    return !meant.isEmpty();
  }

  /** Everything that has not ended, of all clients. */
  Collection<MediaSession> open() {
    return Collections.unmodifiableSet(parts.open());
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
                  parts.clock().millis(),
                  StreamStatus.Media.NONE)));
      return;
    }
    client.report(
        published ? HookMethod.UN_PUBLISH_STREAM : HookMethod.STOP_STREAM, StreamNews.brief(media));
    course.end(media, EndReason.STOPPED_BY_USER);
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
    client.report(HookMethod.STREAM_EVENT, StreamNews.event(media, type, payloadJson));
  }
}
