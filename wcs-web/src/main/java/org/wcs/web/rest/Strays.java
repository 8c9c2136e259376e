package org.wcs.web.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Answers what fits no method of the API, such as an unknown path, as other refusals are. */
public class Strays implements ExceptionMapper<WebApplicationException> {

  @Context private @Nullable UriInfo uri;

  @Override
  public Response toResponse(WebApplicationException stray) {
    if (stray instanceof Misfit misfit) {
      return Refusals.answer(misfit.failure(), String.valueOf(misfit.getMessage()), uri);
    }
    Response given = stray.getResponse();
    Response answer = Refusals.answer(Failure.of(given.getStatus()), "There is no such call", uri);
    String allowed = given.getHeaderString("Allow");
    return allowed == null
        ? answer
        : Response.fromResponse(answer).header("Allow", allowed).build();
  }
}
