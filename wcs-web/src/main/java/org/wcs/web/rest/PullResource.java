package org.wcs.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Streams fetched from other servers, by what their URL says; RTMP so far. Container threads. */
@RequestScoped
@Path("/pull")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "pull", description = "Fetch streams from other servers by RTMP")
public class PullResource extends PullGroup {

  /** Sending by WebRTC. */
  @POST
  @Path("/push")
  @Operation(summary = "Not served yet", hidden = true)
  public Response push() {
    throw new Misfit(Failure.LATER, "Streams are not sent by WebRTC yet, only by /push/startup");
  }
}
