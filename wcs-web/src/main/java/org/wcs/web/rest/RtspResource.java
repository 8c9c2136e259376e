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
import org.wcs.ejb.service.PullService;
import org.wcs.ejb.service.RequestRefusedException;

/** Streams fetched from cameras and other servers by RTSP. Container threads. */
@RequestScoped
@Path("/rtsp")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "rtsp", description = "Fetch streams from cameras by RTSP")
public class RtspResource {

  private static final String NONE = "RTSP not found";

  @EJB private @Nullable WcsServer server;

  /** Begins to fetch one. */
  @POST
  @Path("/startup")
  @Operation(summary = "Fetch the stream of a camera")
  public Response startup(PullCalls.StartPull call) throws RequestRefusedException {
    cameras().pull(call.uri(), call.localStreamName(), call.record());
    return Answers.done();
  }

  /** Lists those of a source, of a name, or in a state. */
  @POST
  @Path("/find")
  @Operation(summary = "List the cameras of a URL, of a name or in a state")
  public List<Agent> find(PullCalls.FindPull call) throws RequestRefusedException {
    String status = call.status();
    return Answers.found(
        cameras().find(call.uri(), call.localStreamName()).stream()
            .map(Agent::camera)
            .filter(camera -> status == null || status.equals(camera.status()))
            .toList(),
        NONE);
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  @Operation(summary = "List all cameras")
  public List<Agent> findAll() throws RequestRefusedException {
    return find(new PullCalls.FindPull(null, null, null));
  }

  /** Ends that of a source or of a name. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End the fetching of a camera, by its URL or the name of its stream")
  public Response terminate(PullCalls.FindPull call) throws RequestRefusedException {
    if (call.localStreamName() == null && call.uri() == null) {
      throw new Misfit(Failure.MALFORMED, "uri is missing");
    }
    for (Agent camera : find(call)) {
      cameras().terminate(camera.uri(), null);
    }
    return Answers.done();
  }

  private PullService cameras() {
    return Injected.of(server).services().remote().cameras();
  }
}
