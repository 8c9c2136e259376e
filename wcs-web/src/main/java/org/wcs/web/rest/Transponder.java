package org.wcs.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.PushRequest;
import org.wcs.ejb.service.PushStatus;

/** A stream being sent to another server. */
@Schema(description = "A stream being sent to another server")
public record Transponder(
    @Schema(description = "What terminate and the other calls want") String mediaSessionId,
    @Schema(description = "The name of the stream there") String streamName,
    @Schema(description = "As it was given") String rtmpUrl,
    @Schema(description = "In pixels, 0 while unknown") int width,
    @Schema(description = "In pixels, 0 while unknown") int height,
    @Schema(description = "Silence is sent in the place of the sound") boolean muted,
    @Schema(description = "A file is sent in the place of the sound") boolean soundEnabled,
    Options options) {

  /** What was to be done with the sound from the start. */
  @Schema(name = "TransponderOptions")
  public record Options(@Nullable String action, @Nullable String soundFile) {
    static Options of(PushRequest.Options options) {
      return new Options(text(options.action()), text(options.soundFile()));
    }

    private static @Nullable String text(String text) {
      return text.isEmpty() ? null : text;
    }
  }

  static Transponder of(PushStatus push) {
    return new Transponder(
        push.mediaSessionId(),
        push.targetName(),
        push.rtmpUrl(),
        push.width(),
        push.height(),
        push.sound().muted(),
        push.sound().playing(),
        Options.of(push.options()));
  }
}
