package org.wcs.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.wcs.ejb.service.TranscoderStatus;

/** A stream being made of another one. */
@Schema(name = "Transcoder", description = "A stream being made of another one")
public record TranscoderObject(
    @Schema(description = "Its media session in /stream/find_all") String localMediaSessionId,
    @Schema(description = "The name of what is made") String localStreamName,
    @Schema(description = "The stream it is made of") String remoteStreamName,
    String uri,
    @Schema(description = "NEW, or PROCESSED_LOCAL once media comes out") String status,
    boolean hasAudio,
    boolean hasVideo,
    boolean record,
    TranscoderCalls.Encoder encoder) {

  static TranscoderObject of(TranscoderStatus transcoder) {
    return new TranscoderObject(
        transcoder.mediaSessionId(),
        transcoder.localStreamName(),
        transcoder.remoteStreamName(),
        transcoder.uri(),
        transcoder.state().name(),
        transcoder.hasAudio(),
        transcoder.hasVideo(),
        false,
        TranscoderCalls.Encoder.of(transcoder.encoder()));
  }
}
