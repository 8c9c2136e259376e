package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.RequestRefusedException;

/** Streams fetched from other servers, by what their URL says; RTMP so far. Container threads. */
@RequestScoped
@Path("/pull")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "pull", description = "Fetch streams from other servers by RTMP")
public class PullResource {

  @EJB private @Nullable WcsServer server;

  /** Begins to fetch one. */
  @POST
  @Path("/pull")
  @Operation(summary = "Fetch a stream")
  public Response pull(PullCalls.StartPull call) throws RequestRefusedException {
    verbs().pull(call);
    return Answers.done();
  }

  /** The same by the name that other sources of streams use. */
  @POST
  @Path("/startup")
  @Operation(summary = "Fetch a stream, as pull does")
  public Response startup(PullCalls.StartPull call) throws RequestRefusedException {
    return pull(call);
  }

  /** Lists those of a source or of a name. */
  @POST
  @Path("/find")
  @Operation(summary = "List the fetched streams of a source or of a name")
  public List<Agent> find(PullCalls.FindPull call) throws RequestRefusedException {
    return verbs().find(call);
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  @Operation(summary = "List all fetched streams")
  public List<Agent> findAll() throws RequestRefusedException {
    return verbs().findAll();
  }

  /** Ends those of a source or of a name. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End the fetched streams of a source or of a name")
  public Response terminate(PullCalls.FindPull call) throws RequestRefusedException {
    verbs().terminate(call);
    return Answers.done();
  }

  /** Sending by WebRTC. */
  @POST
  @Path("/push")
  @Operation(summary = "Not served yet", hidden = true)
  public Response push() {
    throw new Misfit(Failure.LATER, "Streams are not sent by WebRTC yet, only by /push/startup");
  }

  private PullVerbs verbs() {
    return new PullVerbs(Injected.of(server).services().remote().pulls());
  }
}
