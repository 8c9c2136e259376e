package org.wcs.web.rest;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.PushRequest;

/** What the calls of {@code /push} carry. */
public final class PushCalls {
  private PushCalls() {}

  /** Send a stream. */
  public record StartPush(
      @NotNull @Schema(description = "The stream here") String streamName,
      @NotNull
          @Schema(
              description = "rtmp://host/application, or rtsp:// and the whole path",
              examples = "rtmp://host/live")
          String rtmpUrl,
      @Schema(description = "Whether rtmpUrl names the stream, too")
          @Nullable Boolean rtmpTransponderFullUrl,
      @Nullable Options options) {

    /** What is done with the sound from the start. */
    @Schema(name = "PushOptions")
    public record Options(
        @Schema(description = "mute, or sound_on with soundFile") @Nullable String action,
        @Schema(description = "A WAV file in the folder media_dir") @Nullable String soundFile) {}

    PushRequest order() {
      String action = options == null ? null : options.action();
      String file = options == null ? null : options.soundFile();
      return new PushRequest(
          streamName,
          rtmpUrl,
          rtmpTransponderFullUrl,
          new PushRequest.Options(action == null ? "" : action, file == null ? "" : file));
    }
  }

  /** Look for pushes. */
  public record FindPush(
      @Schema(description = "The name of the stream, there or here") @Nullable String streamName,
      @Schema(description = "As it was given") @Nullable String rtmpUrl) {}

  /** Name a push. */
  public record OnePush(@NotNull String mediaSessionId) {}

  /** Send a file in the place of the sound. */
  public record PlaySound(
      @NotNull String mediaSessionId,
      @NotNull @Schema(description = "A WAV file in the folder media_dir") String soundFile,
      @Schema(description = "Whether it begins again at its end") boolean loop) {}
}
