package org.wcs.stream;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All streams of this node by name. Any thread. */
public final class StreamHub {

  private final ConcurrentMap<String, MediaStream> streams = new ConcurrentHashMap<>();

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
        return true;
      }
      if (!holder.publisher().sessionId().equals(stream.publisher().sessionId())) {
        return false;
      }
      if (streams.replace(stream.name(), holder, stream)) {
        holder.stop(EndReason.STOPPED_BY_PUBLISHER);
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
}
