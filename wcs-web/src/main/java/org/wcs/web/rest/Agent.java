package org.wcs.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.wcs.ejb.service.PullStatus;

/** A stream being fetched from another server or a camera. */
@Schema(description = "A stream being fetched from another server or a camera")
public record Agent(
    @Schema(description = "Its media session in /stream/find_all") String localMediaSessionId,
    @Schema(description = "Its name here") String localStreamName,
    @Schema(description = "Where it comes from, as it was given") String uri,
    @Schema(description = "How far it is") String status,
    boolean hasAudio,
    boolean hasVideo,
    boolean record) {

  /** A stream of another server. */
  static Agent pull(PullStatus pull) {
    return of(pull, pull.state().name());
  }

  /** A camera; one that sends is said to play. */
  static Agent camera(PullStatus camera) {
    boolean sends = camera.state() == PullStatus.State.PROCESSED_REMOTE;
    return of(camera, sends ? "PLAYING" : camera.state().name());
  }

  private static Agent of(PullStatus pull, String status) {
    return new Agent(
        pull.mediaSessionId(),
        pull.localName(),
        pull.uri(),
        status,
        pull.hasAudio(),
        pull.hasVideo(),
        pull.record());
  }
}
