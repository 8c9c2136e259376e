package org.wcs.web.rest;

import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.StreamFilter;

/** What the calls of {@code /stream} carry. */
public final class StreamCalls {
  private StreamCalls() {}

  /** Look for streams. */
  public record FindStream(
      @Nullable String mediaSessionId,
      @Nullable String name,
      @Schema(description = "true: publishers; false: players") @Nullable Boolean published,
      @Schema(description = "NEW, PENDING, PUBLISHING, PLAYING, PAUSED") @Nullable String status,
      @Schema(description = "metrics adds the numbers of each stream", examples = "[\"metrics\"]")
          @Nullable List<String> display) {

    StreamFilter filter() {
      return new StreamFilter(ids(mediaSessionId, null), name, published, status);
    }

    boolean withMetrics() {
      return display != null && display.contains("metrics");
    }
  }

  /** End streams: those that have everything that is named. */
  public record TerminateStream(
      @Nullable String mediaSessionId,
      @Schema(description = "Any of these") @Nullable List<String> mediaSessionIds,
      @Nullable String name,
      @Schema(description = "true: publishers; false: players") @Nullable Boolean published,
      @Nullable String status) {

    StreamFilter filter() {
      return new StreamFilter(ids(mediaSessionId, mediaSessionIds), name, published, status);
    }
  }

  /** Take a picture. */
  public record TakeSnapshot(@NotNull String streamName) {}

  /** Have the viewers of one stream see another. */
  public record InjectStream(
      @NotNull @Schema(description = "The stream whose viewers they are") String localStreamName,
      @NotNull @Schema(description = "The stream they see") String remoteStreamName) {}

  /** Name a stream that shows another. */
  public record EndInjection(@NotNull String localStreamName) {}

  /** Tell the viewers of a stream something. */
  public record SendStreamEvent(
      @NotNull String streamName,
      @NotNull @Schema(type = SchemaType.OBJECT, description = "Whatever they understand")
          JsonObject payload) {}

  private static Set<String> ids(@Nullable String one, @Nullable List<String> more) {
    Set<String> ids = new HashSet<>();
    if (one != null) {
      ids.add(one);
    }
    if (more != null) {
      ids.addAll(more);
    }
    return ids;
  }
}
