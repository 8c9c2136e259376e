package org.wcs.transcode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.stream.EndReason;
import org.wcs.stream.FeedSource;
import org.wcs.stream.Feedback;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Publisher;
import org.wcs.stream.Sink;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;
import org.wcs.stream.StreamListener;
import org.wcs.stream.Subscription;
import org.wcs.stream.Track;
import org.wcs.unit.Frame;

/**
 * A stream of its own whose tracks are those of another, as they are or transcoded. It reads them
 * all the time, so that its viewers start at once, and ends with any of them. Made and stopped on
 * any thread; everything else happens on its lane.
 */
public final class DerivedStream {

  private final StreamHub hub;
  private final MediaStream source;
  private final Consumer<EndReason> over;
  private final Lane lane;
  private final MediaStream stream;
  private final List<Relay> relays = new ArrayList<>();
  private final StreamListener listener = this::heard;
  private boolean started;
  private boolean ended;

  private DerivedStream(
      StreamHub hub, MediaStream source, Order order, Lane lane, Consumer<EndReason> over) {
    this.hub = hub;
    this.source = source;
    this.over = over;
    this.lane = lane;
    List<Track> tracks = new ArrayList<>();
    for (Track from : order.tracks()) {
      Relay relay = new Relay(from, tracks.size());
      relays.add(relay);
      tracks.add(relay.to);
    }
    stream = new MediaStream(order.name(), order.publisher(), lane, tracks, this::stop);
  }

  /**
   * What it is.
   *
   * @param name of the stream
   * @param publisher of the stream
   * @param tracks that it carries, at most one of each kind
   */
  public record Order(String name, Publisher publisher, List<Track> tracks) {
    public Order {
      tracks = List.copyOf(tracks);
    }
  }

  /**
   * Publishes it.
   *
   * @param source whose viewer it is
   * @param lane of its own
   * @param over called once when it has ended, on the lane
   * @return null if the name is in use
   */
  public static @Nullable DerivedStream start(
      StreamHub hub, MediaStream source, Order order, Lane lane, Consumer<EndReason> over) {
    DerivedStream derived = new DerivedStream(hub, source, order, lane, over);
    if (!hub.publish(derived.stream)) {
      return null;
    }
    source.attach();
    source.listen(derived.listener);
    lane.execute(derived::begin);
    return derived;
  }

  /** The stream in the hub. */
  public MediaStream stream() {
    return stream;
  }

  /** Ends it; no effect the second time. Any thread. */
  public void stop(EndReason reason) {
    lane.execute(() -> end(reason));
  }

  private void begin() {
    for (Relay relay : List.copyOf(relays)) {
      if (!ended) {
        relay.subscription = relay.from.frames().subscribe(relay);
      }
    }
  }

  private void heard(MediaStream from, StreamEvent event) {
    switch (event) {
      case StreamEvent.Muted muted -> stream.tell(muted);
      case StreamEvent.Ended end -> stop(end.reason());
      case StreamEvent.Started begun -> {}
      case StreamEvent.Resized resized -> {}
      case StreamEvent.Data data -> {}
    }
  }

  private void flows() {
    if (!started) {
      started = true;
      stream.tell(new StreamEvent.Started());
    }
  }

  private void end(EndReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    relays.forEach(Relay::cancel);
    source.unlisten(listener);
    source.detach();
    hub.unpublish(stream, reason);
    over.accept(reason);
  }

  /** Carries one track over. */
  private final class Relay implements Sink<Frame>, FeedSource {

    private final Track from;
    private final Track to;
    private Track.@Nullable ClockReading told;
    private @Nullable Subscription subscription;

    Relay(Track from, int id) {
      this.from = from;
      this.to = MadeTracks.make(id, from.codec(), DerivedStream.this.lane, this);
    }

    @Override
    public Lane lane() {
      return lane;
    }

    @Override
    public void accept(Frame frame) {
      if (ended) {
        return;
      }
      Track.ClockReading reading = from.clock();
      if (reading != null && !reading.equals(told)) {
        told = reading;
        to.clock(reading);
      }
      if (from.reordered() && !to.reordered()) {
        to.reordered(true);
      }
      if (frame.key() && from.width() > 0 && to.resize(from.width(), from.height())) {
        stream.tell(new StreamEvent.Resized(from.width(), from.height()));
      }
      to.publish(frame);
      flows();
    }

    @Override
    public void ended(EndReason reason) {
      subscription = null;
      end(reason);
    }

    /** A key frame can be made for viewers; the bit rate is the operator's choice. */
    @Override
    public void feedback(Feedback wish) {
      if (wish instanceof Feedback.KeyFrameNeeded) {
        from.frames().feedback(wish);
      }
    }

    void cancel() {
      Subscription last = subscription;
      subscription = null;
      if (last != null) {
        last.cancel();
      }
    }
  }
}
