package org.wcs.ejb.live;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which streams are meant: those that have everything named here.
 *
 * @param mediaSessionIds one of these, empty for any
 * @param name the stream's name, null for any
 * @param published whether it comes in, null for either
 * @param status the wire name of its state, null for any
 */
public record StreamFilter(
    Set<String> mediaSessionIds,
    @Nullable String name,
    @Nullable Boolean published,
    @Nullable String status) {

  /** Every stream. */
  public static final StreamFilter ALL = new StreamFilter(Set.of(), null, null, null);

  public StreamFilter {
    mediaSessionIds = Set.copyOf(mediaSessionIds);
  }

  /** Everything of that name. */
  public static StreamFilter named(String name) {
    return new StreamFilter(Set.of(), name, null, null);
  }

  /** The media session of that name. */
  public static StreamFilter mediaSession(String mediaSessionId) {
    return new StreamFilter(Set.of(mediaSessionId), null, null, null);
  }

  /** Whether every stream is meant. */
  public boolean empty() {
    return equals(ALL);
  }

  /** Whether a stream of that name may be meant. */
  public boolean means(String streamName) {
    return name == null || name.equals(streamName);
  }

  /** Whether a stream is meant. */
  public boolean matches(LiveStream stream) {
    return (mediaSessionIds.isEmpty() || mediaSessionIds.contains(stream.mediaSessionId()))
        && means(stream.name())
        && (published == null || published == stream.published())
        && (status == null || status.equalsIgnoreCase(stream.state().name()));
  }
}
