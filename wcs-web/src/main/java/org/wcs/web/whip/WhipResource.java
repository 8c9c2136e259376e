package org.wcs.web.whip;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;

/** WHIP: publishes the stream that the path names. Container threads. */
@RequestScoped
@Path("/{name}")
public class WhipResource {

  @Inject private HttpSessions sessions;

  /** Takes an offer. */
  @POST
  public Response offer(
      @PathParam("name") String name, @Context HttpServletRequest request, @Context UriInfo uri)
      throws IOException {
    return Exchange.offer(sessions, true, name, request, uri);
  }

  /** Tells what may be posted, and answers a preflight. */
  @OPTIONS
  public Response options() {
    return Exchange.options();
  }

  /** Ends a session. */
  @DELETE
  @Path("/{token}")
  public Response delete(@PathParam("name") String name, @PathParam("token") String token) {
    return Exchange.delete(sessions.stop(true, name, token));
  }

  /** Refuses to change a session. */
  @PATCH
  @Path("/{token}")
  public Response patch(@PathParam("name") String name, @PathParam("token") String token) {
    return Exchange.patch(sessions.exists(true, name, token));
  }

  /** Answers a preflight. */
  @OPTIONS
  @Path("/{token}")
  public Response resourceOptions() {
    return Exchange.resourceOptions();
  }
}
