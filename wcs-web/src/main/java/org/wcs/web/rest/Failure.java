package org.wcs.web.rest;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import org.wcs.ejb.service.RequestRefusedException;

/**
 * A refusal as the API tells it.
 *
 * @param status HTTP status code
 * @param phrase its reason phrase
 * @param exception the name that clients tell refusals apart by
 */
record Failure(int status, String phrase, String exception) {

  private static final JsonProvider JSON = JsonProvider.provider();

  static Failure of(RequestRefusedException.Kind kind) {
    return switch (kind) {
      case MALFORMED -> new Failure(400, "Bad Request", "BadRequestException");
      case NOT_FOUND -> new Failure(404, "Not Found", "NotFoundException");
      case CONFLICT -> new Failure(409, "Conflict", "ConflictException");
      case FAILED -> new Failure(500, "Internal Server Error", "InternalServerErrorException");
    };
  }

  /** What the container says of a request that reaches no method. */
  static Failure of(int status, String phrase) {
    return new Failure(status, phrase, phrase.replace(" ", "") + "Exception");
  }

  /** The body of the answer. */
  JsonObject json(String message, String path, long nowMillis) {
    return JSON.createObjectBuilder()
        .add("exception", exception)
        .add("reason", exception + ", " + phrase + ", " + message)
        .add("path", path)
        .add("error", phrase)
        .add("message", message)
        .add("timestamp", nowMillis)
        .add("status", status)
        .build();
  }
}
