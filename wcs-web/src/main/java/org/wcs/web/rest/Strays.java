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
    Response given = stray.getResponse();
    Failure failure = Failure.of(given.getStatus(), given.getStatusInfo().getReasonPhrase());
    Response answer = Refusals.answer(failure, "There is no such call", uri);
    String allowed = given.getHeaderString("Allow");
    return allowed == null
        ? answer
        : Response.fromResponse(answer).header("Allow", allowed).build();
  }
}
