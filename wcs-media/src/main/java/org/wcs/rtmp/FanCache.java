package org.wcs.rtmp;

import java.util.ArrayDeque;
import java.util.List;
import org.wcs.config.RtmpConfig;

/**
 * What a new player needs to start at once: of pictures everything since the last key frame, of
 * sound the last moments. On the writer's lane.
 */
final class FanCache {

  private final boolean video;
  private final int mostBytes;
  private final long mostMillis;
  private final ArrayDeque<FanMessage> messages = new ArrayDeque<>();
  private long bytes;
  private boolean whole; // of pictures: from a key frame on without a gap

  FanCache(boolean video, RtmpConfig.Ingest config) {
    this.video = video;
    this.mostBytes = config.cacheBytes();
    this.mostMillis = config.cacheTime().toMillis();
  }

  void add(FanMessage message) {
    if (video && message.key()) {
      clear();
      whole = true;
    }
    if (video && !whole) {
      return;
    }
    messages.add(message);
    bytes += message.chunks().length();
    trim(message.millis());
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** A copy, the oldest first. */
  List<FanMessage> copy() {
    return List.copyOf(messages);
  }

  /** Forgets everything; pictures are kept again from the next key frame on. */
  void clear() {
    messages.clear();
    bytes = 0;
    whole = false;
  }

  private void trim(long newest) {
    while (!messages.isEmpty()
        && (bytes > mostBytes || newest - messages.getFirst().millis() > mostMillis)) {
      if (video) {
        clear();
      } else {
        bytes -= messages.remove().chunks().length();
      }
    }
  }
}
