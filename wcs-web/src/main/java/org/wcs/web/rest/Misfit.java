package org.wcs.web.rest;

import jakarta.ws.rs.WebApplicationException;

/** A call that is refused before any service is asked; the message is a sentence for people. */
final class Misfit extends WebApplicationException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  Misfit(Failure failure, String message) {
    super(message, failure.status());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
