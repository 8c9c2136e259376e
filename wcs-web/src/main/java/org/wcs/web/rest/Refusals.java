package org.wcs.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.web.rest.json.AnswerWriter;

/** Answers refusals with their status and an object that tells why. */
public class Refusals implements ExceptionMapper<RequestRefusedException> {

  @Context private @Nullable UriInfo uri;

  @Override
  public Response toResponse(RequestRefusedException refused) {
    return answer(Failure.of(refused.kind()), String.valueOf(refused.getMessage()), uri);
  }

  static Response answer(Failure failure, String message, @Nullable UriInfo uri) {
    String path = uri == null ? "" : uri.getRequestUri().getPath();
    return Response.status(failure.status())
        .type(Answers.JSON)
        .entity(octets(failure, message, path))
        .build();
  }

  /** Answers a request that reaches no resource. */
  static void send(
      Failure failure, String message, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = octets(failure, message, request.getRequestURI());
    response.setStatus(failure.status());
    response.setContentType(Answers.JSON);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static byte[] octets(Failure failure, String message, String path) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    AnswerWriter.write(failure.told(message, path, System.currentTimeMillis()), octets);
    return octets.toByteArray();
  }
}
