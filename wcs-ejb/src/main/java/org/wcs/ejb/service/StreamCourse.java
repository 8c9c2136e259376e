package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.wcs.ejb.hook.HookMethod;
import org.wcs.ejb.live.LiveStream;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamListener;
import org.wcs.stream.StreamName;

/** What becomes of a stream once it has begun. On the client's queue. */
final class StreamCourse {

  private static final Logger LOG = System.getLogger(StreamCourse.class.getName());

  private final StreamParts parts;

  StreamCourse(StreamParts parts) {
    this.parts = parts;
  }

  /** What the media side has to say of it. */
  PeerGateway.Events events(MediaSession media) {
    ClientSession client = media.client();
    return new PeerGateway.Events() {
      @Override
      public void connected() {
        client.execute(() -> StreamCourse.this.connected(media));
      }

      @Override
      public void ended(EndReason reason) {
        client.execute(() -> StreamCourse.this.ended(media, reason));
      }
    };
  }

  /** The player hears what happens to the stream. */
  void follow(MediaSession media, MediaStream stream) {
    StreamListener listener = (of, event) -> media.client().execute(() -> relay(media, event));
    media.listener(listener);
    stream.listen(listener);
  }

  /** It cannot be. */
  void failed(MediaSession media, String info) {
    ClientSession client = media.client();
    if (media.state() == MediaSession.State.PENDING && client.media(media.id()) == media) {
      forget(media);
    }
    media.state(MediaSession.State.ENDED);
    tell(media, LiveStream.State.FAILED, info.isEmpty() ? EndReason.FAILED.text() : info);
  }

  /** The application does not want it. */
  void refused(MediaSession media, String info) {
    ClientSession client = media.client();
    client.report(
        HookMethod.STREAM_STATUS_EVENT, StreamNews.status(media, LiveStream.State.FAILED, info));
    client.tell(new SessionEvent.Refused("StreamStatusEvent", media.id(), info));
    LOG.log(
        Level.INFO,
        "{0} {1} refused {2}: {3}",
        client.id(),
        media.id(),
        StreamName.shown(media.name()),
        info);
  }

  /** It is to end; the client is told when it has. */
  void end(MediaSession media, EndReason reason) {
    PeerGateway.Peer peer = media.peer();
    if (reason != EndReason.TERMINATED_BY_REST) {
      media.state(MediaSession.State.STOPPING);
    }
    if (peer == null) {
      ended(media, reason);
    } else {
      peer.close(reason);
    }
  }

  private void connected(MediaSession media) {
    if (media.state() != MediaSession.State.PENDING) {
      return;
    }
    media.state(MediaSession.State.LIVE);
    tell(media, LiveStream.State.flowing(media.publishing()), "");
    String rtmpUrl = media.order().extras().rtmpUrl();
    if (!media.publishing()) {
      PictureNews.joined(media.client(), media);
    } else if (rtmpUrl != null) {
      republish(media, rtmpUrl);
    }
  }

  private void ended(MediaSession media, EndReason reason) {
    if (media.state() == MediaSession.State.ENDED) {
      return;
    }
    EndReason told = told(media, reason);
    media.state(MediaSession.State.ENDED);
    forget(media);
    PeerGateway.Peer peer = media.peer();
    StreamListener listener = media.listener();
    if (peer != null && listener != null) {
      peer.stream().unlisten(listener);
    }
    LiveStream.State state =
        media.publishing() ? LiveStream.State.UNPUBLISHED : LiveStream.State.STOPPED;
    tell(media, told.failure() ? LiveStream.State.FAILED : state, told.text());
    media.client().leaveWhenDone();
  }

  private void forget(MediaSession media) {
    media.client().remove(media.id());
    parts.open().remove(media);
  }

  private void tell(MediaSession media, LiveStream.State state, String info) {
    ClientSession client = media.client();
    StreamStatus status = media.status(StreamStatus.State.valueOf(state.name()), info);
    // in this order: a client without a socket leaves as soon as it is told of the end
    client.report(HookMethod.STREAM_STATUS_EVENT, StreamNews.status(media, state, info));
    client.tell(SessionEvent.Status.of(status, client));
    LOG.log(
        Level.INFO,
        "{0} {1} {2} {3} {4}",
        client.id(),
        media.id(),
        state,
        StreamName.shown(media.name()),
        info);
  }

  private void republish(MediaSession media, String rtmpUrl) {
    try {
      parts.remote().pushes().republish(media.name(), rtmpUrl);
    } catch (RequestRefusedException e) {
      LOG.log(
          Level.WARNING,
          "{0} is not sent to {1}: {2}",
          media.name(),
          StreamName.shown(rtmpUrl),
          e.getMessage());
    }
  }

  private EndReason told(MediaSession media, EndReason reason) {
    if (media.state() == MediaSession.State.STOPPING) {
      return reason == EndReason.SESSION_DISCONNECTED ? reason : EndReason.STOPPED_BY_USER;
    }
    boolean everybodys = reason == EndReason.SHUTDOWN || reason == EndReason.TERMINATED_BY_REST;
    boolean foreign = !media.publishing() && !everybodys && !published(media);
    return foreign ? EndReason.STOPPED_BY_PUBLISHER : reason;
  }

  /** Tells whether the stream that is played is still the one published under its name. */
  private boolean published(MediaSession media) {
    PeerGateway.Peer peer = media.peer();
    return peer != null
        && parts.hub().find(peer.stream().name()).filter(peer.stream()::equals).isPresent();
  }

  private static void relay(MediaSession media, StreamEvent event) {
    if (event instanceof StreamEvent.Ended(EndReason reason)) {
      endWithPublisher(media, reason);
      return;
    }
    if (media.state() != MediaSession.State.LIVE) {
      return;
    }
    if (event instanceof StreamEvent.Resized) {
      PictureNews.resized(media.client(), media);
      return;
    }
    SessionEvent notice = Notices.of(media.id(), event);
    if (notice != null) {
      media.client().tell(notice);
    }
  }

  private static void endWithPublisher(MediaSession media, EndReason reason) {
    PeerGateway.Peer peer = media.peer();
    if (peer != null && media.state() != MediaSession.State.ENDED) {
      boolean operator = reason == EndReason.TERMINATED_BY_REST;
      peer.close(operator ? reason : EndReason.STOPPED_BY_PUBLISHER);
    }
  }
}
