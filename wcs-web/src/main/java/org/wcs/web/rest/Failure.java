package org.wcs.web.rest;

import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.wcs.ejb.service.RequestRefusedException;

/**
 * A refusal as the API tells it.
 *
 * @param status HTTP status code
 * @param phrase its reason phrase
 * @param exception the name that clients tell refusals apart by
 */
record Failure(int status, String phrase, String exception) {

  static final Failure MALFORMED = of(400);
  static final Failure UNAUTHORIZED = of(401);
  static final Failure TOO_SLOW = of(408);
  static final Failure BUG = of(500);
  static final Failure LATER = of(501);

  static Failure of(RequestRefusedException.Kind kind) {
    return switch (kind) {
      case MALFORMED -> MALFORMED;
      case NOT_FOUND -> of(404);
      case CONFLICT -> of(409);
      case FAILED -> BUG;
    };
  }

  /** The refusal with this status, by the phrase of RFC 9110. */
  static Failure of(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String phrase = known == null ? "Error" : known.getReasonPhrase();
    return new Failure(status, phrase, phrase.replace(" ", "") + "Exception");
  }

  /** The body of the answer. */
  @Schema(name = "Refusal", description = "Why a call was refused")
  record Told(
      @Schema(description = "What refusals are told apart by") String exception,
      String reason,
      @Schema(description = "What was asked for") String path,
      @Schema(description = "The reason phrase of the status") String error,
      @Schema(description = "A sentence for people") String message,
      @Schema(description = "Unix time in milliseconds") long timestamp,
      int status) {}

  Told told(String message, String path, long nowMillis) {
    String reason = exception + ", " + phrase + ", " + message;
    return new Told(exception, reason, path, phrase, message, nowMillis, status);
  }
}
