package org.wcs.web.rest;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException;

/** Answers refusals with their status and an object that tells why. */
public class Refusals implements ExceptionMapper<RequestRefusedException> {

  @Context private @Nullable UriInfo uri;

  @Override
  public Response toResponse(RequestRefusedException refused) {
    return answer(Failure.of(refused.kind()), String.valueOf(refused.getMessage()), uri);
  }

  static Response answer(Failure failure, String message, @Nullable UriInfo uri) {
    String path = uri == null ? "" : uri.getRequestUri().getPath();
    String json = failure.json(message, path, System.currentTimeMillis()).toString();
    return Response.status(failure.status())
        .type(Answers.JSON)
        .entity(json.getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
