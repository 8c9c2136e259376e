package org.wcs.ejb.service;

import org.jspecify.annotations.Nullable;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamListener;
import org.wcs.stream.Track;
import org.wcs.unit.Codec;

/** One stream being sent to another server. Any thread. */
final class Push {

  private final String id;
  private final MediaStream stream;
  private final PushTarget target;
  private final PushGateway gateway;
  private final PushRequest request;
  private final SoundControl sound = new SoundControl();
  private final PendingLink link = new PendingLink();
  private @Nullable StreamListener listener; // this
  private boolean over; // this

  Push(String id, MediaStream stream, PushTarget target, PushGateway gateway, PushRequest request) {
    this.id = id;
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
