package org.wcs.ejb.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.StreamEvent;
import org.wcs.stream.StreamHub;

/** All streams of the node, of every protocol. Any thread; nothing blocks. */
public final class LiveStreams {

  private static final Comparator<LiveStream> ORDER =
      Comparator.comparingLong(LiveStream::createdMillis).thenComparing(LiveStream::mediaSessionId);

  private final StreamHub hub;
  private final List<StreamSource> sources;

  /** Makes the view. */
  public LiveStreams(StreamHub hub, List<StreamSource> sources) {
    this.hub = hub;
    this.sources = List.copyOf(sources);
  }

  /** The streams that a filter means, the oldest first. */
  public List<LiveStream> find(StreamFilter filter) {
    List<LiveStream> found = new ArrayList<>();
    for (StreamSource source : sources) {
      for (LiveStream stream : source.streams()) {
        if (filter.matches(stream)) {
          found.add(stream);
        }
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
   * Ends the streams that a filter means.
   *
   * @return how many there were
   */
  public int terminate(StreamFilter filter, EndReason reason) {
    int ended = 0;
    for (StreamSource source : sources) {
      for (LiveStream stream : source.streams()) {
        if (filter.matches(stream) && source.terminate(stream.mediaSessionId(), reason)) {
          ended++;
        }
      }
    }
    return ended;
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
}
