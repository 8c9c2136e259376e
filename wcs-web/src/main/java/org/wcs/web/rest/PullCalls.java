package org.wcs.web.rest;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of {@code /pull} and {@code /rtsp} carry. */
public final class PullCalls {
  private PullCalls() {}

  /** Fetch a stream. */
  public record StartPull(
      @NotNull
          @Schema(
              description = "rtmp://host/application/stream, or for cameras rtsp://host/path",
              examples = "rtmp://host/live/stream")
          String uri,
      @Schema(description = "Its name here; the URI if it has none")
          @Nullable String localStreamName,
      @Schema(description = "Whether it is to be recorded") boolean record) {}

  /** Look for fetched streams. */
  public record FindPull(
      @Schema(description = "As it was given") @Nullable String uri,
      @Schema(description = "Its name here") @Nullable String localStreamName,
      @Schema(description = "Only those this far") @Nullable String status) {}
}
