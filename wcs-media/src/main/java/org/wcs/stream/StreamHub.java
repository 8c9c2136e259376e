package org.wcs.stream;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All streams of this node by name. Any thread. */
public final class StreamHub {

  private final ConcurrentMap<String, MediaStream> streams = new ConcurrentHashMap<>();
  private final List<Consumer<MediaStream>> watchers = new CopyOnWriteArrayList<>();
  private final PlayStarts starts = new PlayStarts();

  /**
   * Enters a stream under its name.
   *
   * <p>A name held by the same session is taken over: the old stream is asked to stop and its
   * viewers are told. A name held by another session is refused.
   *
   * @return whether the name is now this stream's
   */
  public boolean publish(MediaStream stream) {
    while (true) {
      MediaStream holder = streams.putIfAbsent(stream.name(), stream);
      if (holder == null) {
        entered(stream);
        return true;
      }
      if (!holder.publisher().sessionId().equals(stream.publisher().sessionId())) {
        return false;
      }
      if (streams.replace(stream.name(), holder, stream)) {
        holder.stop(EndReason.STOPPED_BY_PUBLISHER);
        entered(stream);
        return true;
      }
    }
  }

  /** Takes the stream out and tells its listeners why; a name taken over meanwhile stays. */
  public void unpublish(MediaStream stream, EndReason reason) {
    streams.remove(stream.name(), stream);
    stream.tell(new StreamEvent.Ended(reason));
  }

  /** The stream of that name, live or about to be. */
  public Optional<MediaStream> find(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  /** A live view of all streams. */
  public Collection<MediaStream> streams() {
    return Collections.unmodifiableCollection(streams.values());
  }

  /** How long those waited who play streams from here. */
  public PlayStarts starts() {
    return starts;
  }

  /** Hears of every stream from its entering on, on the publisher's thread. It must not block. */
  public void watch(Consumer<MediaStream> watcher) {
    watchers.add(watcher);
  }

  /** Hears no more. */
  public void unwatch(Consumer<MediaStream> watcher) {
    watchers.remove(watcher);
  }

  /**
   * Waits for a stream without a thread: {@code found} is called once, at once if the stream is
   * there, else by the thread that publishes it.
   */
  public Waiting await(String name, Consumer<MediaStream> found) {
    Waiting waiting = new Waiting(this, name, found);
    watch(waiting);
    find(name).ifPresent(waiting);
    return waiting;
  }

  private void entered(MediaStream stream) {
    watchers.forEach(watcher -> watcher.accept(stream));
  }
}
