package org.wcs.web.rest;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.TranscoderOrder;
import org.wcs.ejb.service.WatermarkOrder;

/** What the calls of {@code /transcoder} and {@code /transcoder2} carry. */
public final class TranscoderCalls {
  private TranscoderCalls() {}

  /** Make a stream of another one. */
  public record StartTranscoder(
      @NotNull
          @Schema(
              description = "transcoder:// or transcoder2:// and an id",
              examples = "transcoder2://small")
          String uri,
      @NotNull @Schema(description = "The stream it is made of") String remoteStreamName,
      @NotNull @Schema(description = "The name of what is made") String localStreamName,
      @NotNull Encoder encoder) {

    TranscoderOrder order() {
      return new TranscoderOrder(uri, remoteStreamName, localStreamName, encoder.order());
    }
  }

  /** How it is to be made; what is absent stays as it is, or becomes what suits. */
  public record Encoder(
      @Schema(description = "H264 or VP8") @Nullable String videoCodec,
      @Schema(description = "opus, mpeg4-generic, PCMA, PCMU ...") @Nullable String audioCodec,
      @Schema(description = "In pixels") @Nullable Integer width,
      @Schema(description = "In pixels") @Nullable Integer height,
      @Schema(description = "In pictures") @Nullable Integer keyFrameInterval,
      @Schema(description = "Pictures a second at most") @Nullable Integer fps,
      @Schema(description = "Of the pictures, in kbit/s") @Nullable Integer bitrate,
      @Schema(description = "Of the sound, in Hz") @Nullable Integer audioRate,
      @Schema(description = "Of the sound, in bit/s; below 1000 in kbit/s")
          @Nullable Integer audioBitrate,
      @Schema(description = "Told again, but the server takes the encoder it has")
          @Nullable String type,
      @Schema(description = "A PNG file in the folder media_dir") @Nullable String watermark) {

    TranscoderOrder.Encoder order() {
      return new TranscoderOrder.Encoder(
          new TranscoderOrder.Video(
              videoCodec,
              number(width),
              number(height),
              number(keyFrameInterval),
              number(fps),
              number(bitrate)),
          new TranscoderOrder.Audio(audioCodec, number(audioRate), number(audioBitrate)),
          type,
          watermark);
    }

    static Encoder of(TranscoderOrder.Encoder order) {
      TranscoderOrder.Video video = order.video();
      TranscoderOrder.Audio audio = order.audio();
      return new Encoder(
          video.codec(),
          audio.codec(),
          known(video.width()),
          known(video.height()),
          known(video.keyFrameInterval()),
          known(video.fps()),
          known(video.bitrate()),
          known(audio.rate()),
          known(audio.bitrate()),
          order.type(),
          order.watermark());
    }

    private static int number(@Nullable Integer number) {
      return number == null ? 0 : number;
    }

    private static @Nullable Integer known(int number) {
      return number == 0 ? null : number;
    }
  }

  /** Look for transcoders. */
  public record FindTranscoder(
      @Nullable String uri,
      @Schema(description = "The stream it is made of") @Nullable String remoteStreamName,
      @Schema(description = "The name of what is made") @Nullable String localStreamName) {}

  /** Name a transcoder. */
  public record OneTranscoder(@NotNull String uri) {}

  /** Lay a picture over those of a transcoder. */
  public record SetWatermark(
      @NotNull String uri,
      @NotNull
          @Schema(
              type = SchemaType.STRING,
              description = "A PNG file in the folder media_dir; empty takes away what is there")
          JsonValue watermark,
      @Schema(description = "Pixels from the left edge") @Nullable Integer x,
      @Schema(description = "Pixels from the upper edge") @Nullable Integer y,
      @Schema(description = "Pixels to the edge, in the place of x and y")
          @Nullable Integer marginTop,
      @Nullable Integer marginLeft,
      @Nullable Integer marginBottom,
      @Nullable Integer marginRight) {

    WatermarkOrder order() {
      if (!(watermark instanceof JsonString file)) {
        throw new Misfit(Failure.MALFORMED, "watermark must be a string");
      }
      return new WatermarkOrder(
          file.getString(),
          x,
          y,
          new WatermarkOrder.Margins(marginTop, marginLeft, marginBottom, marginRight));
    }
  }
}
