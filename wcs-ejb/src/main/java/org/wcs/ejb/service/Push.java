package org.wcs.ejb.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.LiveMedia;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.Numbers;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamListener;
import org.wcs.stream.Track;
import org.wcs.stream.TrackTraffic;
import org.wcs.unit.Codec;

/** One stream being sent to another server. Any thread. */
final class Push {

  private static final String APP_KEY = "defaultApp";

  private final String id;
  private final MediaStream stream;
  private final PushTarget target;
  private final PushGateway gateway;
  private final PushRequest request;
  private final SoundControl sound = new SoundControl();
  private final PendingLink link = new PendingLink();
  private final long createdMillis;
  private volatile boolean flowing;
  private @Nullable StreamListener listener; // this
  private boolean over; // this

  Push(
      Origin origin,
      MediaStream stream,
      PushTarget target,
      PushGateway gateway,
      PushRequest request) {
    this.id = origin.id();
    this.createdMillis = origin.createdMillis();
    this.stream = stream;
    this.target = target;
    this.gateway = gateway;
    this.request = request;
  }

  String id() {
    return id;
  }

  /** The same stream is sent to the same place once only. */
  String key() {
    return stream.name() + "\n" + target.url();
  }

  PushGateway.PushOrder order() {
    return new PushGateway.PushOrder(stream, target, sound);
  }

  /** What sends it. */
  PushGateway gateway() {
    return gateway;
  }

  SoundControl sound() {
    return sound;
  }

  PushStatus status() {
    int question = target.stream().indexOf('?');
    return new PushStatus(
        id,
        stream.name(),
        question < 0 ? target.stream() : target.stream().substring(0, question),
        request.rtmpUrl(),
        stream.track(Codec.Kind.VIDEO).map(Track::width).orElse(0),
        stream.track(Codec.Kind.VIDEO).map(Track::height).orElse(0),
        new PushStatus.Sound(sound.muted(), sound.plays()),
        request.options());
  }

  /** Which one it is. */
  record Origin(String id, long createdMillis) {}

  /** As a player of the stream. */
  LiveStream live() {
    List<TrackTraffic> traffic = link.traffic();
    List<Track> tracks = traffic.stream().map(TrackTraffic::track).toList();
    return new LiveStream(
        new LiveStream.Owner(APP_KEY, id, id, null, createdMillis),
        stream.name(),
        false,
        flowing ? LiveStream.State.PLAYING : LiveStream.State.PENDING,
        tracks.isEmpty() ? LiveMedia.of(stream) : LiveMedia.of(stream, tracks),
        LiveStream.Asked.NOTHING,
        LiveStream.Way.of(gateway.provider(), link.transport(), ""),
        Numbers.sent(traffic));
  }

  /** Whether media flows now. */
  void flowing(boolean now) {
    flowing = now;
  }

  /** The link exists. */
  void dialling(RemoteLink dialled) {
    link.opened(dialled);
  }

  /** Runs a task when the stream ends; at once if it has ended. */
  void followStream(Runnable ended) {
    StreamListener following =
        (source, event) -> {
          if (event instanceof StreamEvent.Ended) {
            ended.run();
          }
        };
    synchronized (this) {
      if (over) {
        return;
      }
      listener = following;
    }
    stream.listen(following);
  }

  /** Ends the link. */
  void close(EndReason reason) {
    link.close(reason);
    over();
  }

  /** Lets the stream go. */
  void over() {
    StreamListener last;
    synchronized (this) {
      over = true;
      last = listener;
      listener = null;
    }
    if (last != null) {
      stream.unlisten(last);
    }
  }
}
