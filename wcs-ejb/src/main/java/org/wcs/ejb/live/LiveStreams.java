package org.wcs.ejb.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;

/**
 * All streams of the node, of every protocol. What is published without being told of by a source
 * is the server's own: streams that are fetched from elsewhere, or made of others.
 *
 * <p>Any thread, but for {@link #tick}; nothing blocks.
 */
public final class LiveStreams {

  private static final Comparator<LiveStream> ORDER =
      Comparator.comparingLong(LiveStream::createdMillis)
          .thenComparing(LiveStream::mediaSessionId)
          .thenComparing(LiveStream::published);

  private final StreamHub hub;
  private final List<StreamSource> sources;
  private final RateWatch rates = new RateWatch();

  /** Makes the view. */
  public LiveStreams(StreamHub hub, List<StreamSource> sources) {
    this.hub = hub;
    this.sources = List.copyOf(sources);
  }

  /** The streams that a filter means, the oldest first. */
  public List<LiveStream> find(StreamFilter filter) {
    List<LiveStream> found = new ArrayList<>();
    for (LiveStream stream : now(filter)) {
      if (filter.matches(stream)) {
        found.add(rates.completed(stream));
      }
    }
    found.sort(ORDER);
    return found;
  }

  /** Every stream, the oldest first. */
  public List<LiveStream> all() {
    return find(StreamFilter.ALL);
  }

  /** The stream of that media session. */
  public Optional<LiveStream> byMediaSession(String mediaSessionId) {
    return find(StreamFilter.mediaSession(mediaSessionId)).stream().findFirst();
  }

  /**
   * Ends the streams that a filter means, and so what is played of those that were published.
   *
   * @return how many there were
   */
  public int terminate(StreamFilter filter, EndReason reason) {
    List<LiveStream> meant = find(filter);
    meant.sort(Comparator.comparing(LiveStream::published)); // players first: they are meant, too
    for (LiveStream stream : meant) {
      terminate(stream, reason);
    }
    return meant.size();
  }

  private void terminate(LiveStream stream, EndReason reason) {
    boolean known = false;
    for (StreamSource source : sources) {
      known |= source.terminate(stream.mediaSessionId(), reason);
    }
    if (!known && stream.published()) {
      hub.find(stream.name())
          .filter(each -> each.publisher().mediaSessionId().equals(stream.mediaSessionId()))
          .ifPresent(each -> each.stop(reason));
    }
  }

  /**
   * Tells everybody who plays a stream something.
   *
   * @param payloadJson a JSON object
   * @return false if there is no such stream
   */
  public boolean event(String streamName, String payloadJson) {
    Optional<MediaStream> stream = hub.find(streamName);
    stream.ifPresent(found -> found.tell(new StreamEvent.Data(payloadJson)));
    return stream.isPresent();
  }

  /** Looks how fast streams flow; one thread, about once a second. */
  public void tick(long nowNanos) {
    rates.look(now(StreamFilter.ALL), nowNanos);
  }

  /** Those whose name the filter means. */
  private List<LiveStream> now(StreamFilter filter) {
    List<LiveStream> all = new ArrayList<>();
    for (StreamSource source : sources) {
      all.addAll(source.streams(filter));
    }
    Set<String> told = HashSet.newHashSet(all.size());
    for (LiveStream stream : all) {
      if (stream.published()) {
        told.add(stream.name());
      }
    }
    for (MediaStream stream : hub.streams()) {
      if (filter.means(stream.name()) && !told.contains(stream.name())) {
        all.add(OwnStream.of(stream));
      }
    }
    return all;
  }
}
