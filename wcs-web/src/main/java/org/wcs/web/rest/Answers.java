package org.wcs.web.rest;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.RequestRefusedException.Kind;

/** What the API answers when all is well. */
final class Answers {

  static final String JSON = "application/json;charset=UTF-8";

  private Answers() {}

  /** Nothing more to say. */
  static Response done() {
    return Response.ok().build();
  }

  /** A list; nothing found is a refusal. */
  static <T> List<T> found(List<T> all, String otherwise) throws RequestRefusedException {
    known(!all.isEmpty(), otherwise);
    return all;
  }

  /** Something that must have been there. */
  static void known(boolean known, String otherwise) throws RequestRefusedException {
    if (!known) {
      throw new RequestRefusedException(Kind.NOT_FOUND, otherwise);
    }
  }
}
