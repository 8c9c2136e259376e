package org.wcs.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.unit.Codec;

/**
 * A named list of tracks that somebody publishes. State changes and events belong to the
 * publisher's lane; look-ups may be made from any thread.
 */
public final class MediaStream {

  private final String name;
  private final Publisher publisher;
  private final Lane lane;
  private final List<Track> tracks;
  private final Consumer<EndReason> source;
  private final long createdNanos;
  private final List<StreamListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger viewers = new AtomicInteger();
  private volatile boolean live;
  private @Nullable EndReason ended; // lane
  private volatile boolean audioMuted;
  private volatile boolean videoMuted;

  /**
   * Makes a stream that is not live yet.
   *
   * @param source stops the publisher when somebody else ends the stream; called on any thread
   */
  public MediaStream(
      String name, Publisher publisher, Lane lane, List<Track> tracks, Consumer<EndReason> source) {
    this.name = name;
    this.publisher = publisher;
    this.lane = lane;
    this.tracks = List.copyOf(tracks);
    this.source = source;
    this.createdNanos = lane.nanoTime();
  }

  /** The name it is published under. */
  public String name() {
    return name;
  }

  /** Who publishes it. */
  public Publisher publisher() {
    return publisher;
  }

  /** The publisher's lane. */
  public Lane lane() {
    return lane;
  }

  /** Lane time at which it was made. */
  public long createdNanos() {
    return createdNanos;
  }

  /** The tracks, audio and video; never changing. */
  public List<Track> tracks() {
    return tracks;
  }

  /** The first track of a kind. */
  public Optional<Track> track(Codec.Kind kind) {
    return tracks.stream().filter(track -> track.codec().kind() == kind).findFirst();
  }

  /** Tells whether the publisher is connected: media flows or is about to. */
  public boolean live() {
    return live;
  }

  /** Tells whether the publisher has muted a kind of media. */
  public boolean muted(Codec.Kind kind) {
    return kind == Codec.Kind.AUDIO ? audioMuted : videoMuted;
  }

  /** How many viewers are attached. */
  public int viewers() {
    return viewers.get();
  }

  /** Adds a listener from the lane's next task on; after the end it hears of the end at once. */
  public void listen(StreamListener listener) {
    lane.execute(
        () -> {
          EndReason reason = ended;
          if (reason == null) {
            listeners.add(listener);
          } else {
            listener.happened(this, new StreamEvent.Ended(reason));
          }
        });
  }

  /** Takes a listener away; an event already on its way may still reach it. */
  public void unlisten(StreamListener listener) {
    lane.execute(() -> listeners.remove(listener));
  }

  /** Counts a viewer in; it counts itself out by {@link #detach()}. Any thread. */
  public void attach() {
    viewers.incrementAndGet();
  }

  /** Counts a viewer out. Any thread. */
  public void detach() {
    viewers.decrementAndGet();
  }

  /** Asks whoever publishes to stop. Any thread. */
  public void stop(EndReason reason) {
    source.accept(reason);
  }

  /** Tells every listener, in order. Any thread; delivered on the publisher's lane. */
  public void tell(StreamEvent event) {
    if (lane.isCurrent()) {
      deliver(event);
    } else {
      lane.execute(() -> deliver(event));
    }
  }

  private void deliver(StreamEvent event) {
    if (ended != null) {
      return;
    }
    switch (event) {
      case StreamEvent.Started started -> live = true;
      case StreamEvent.Muted muted -> noteMuted(muted);
      case StreamEvent.Ended end -> {
        live = false;
        ended = end.reason();
        tracks.forEach(track -> track.end(end.reason()));
      }
      case StreamEvent.Resized resized -> {}
      case StreamEvent.Data data -> {}
    }
    listeners.forEach(listener -> listener.happened(this, event));
  }

  private void noteMuted(StreamEvent.Muted muted) {
    switch (muted.kind()) {
      case AUDIO -> audioMuted = muted.muted();
      case VIDEO -> videoMuted = muted.muted();
    }
  }
}
