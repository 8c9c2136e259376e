package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.PullService;
import org.wcs.ejb.service.RequestRefusedException;

/**
 * The verbs of fetching streams, whichever of two paths is used. Container threads.
 *
 * <p>The media types stand here for the description of the API, and at each group for the
 * container: it inherits nothing but what methods say.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
public abstract class PullGroup {

  private static final String NONE = "Agent not found";

  @EJB private @Nullable WcsServer server;

  /** Begins to fetch one. */
  @POST
  @Path("/pull")
  @Operation(summary = "Fetch a stream")
  public Response pull(PullCalls.StartPull call) throws RequestRefusedException {
    String scheme = call.uri().toLowerCase(Locale.ROOT);
    if (scheme.startsWith("ws://") || scheme.startsWith("wss://")) {
      throw new Misfit(Failure.LATER, "Streams are not fetched by WebRTC yet, only by rtmp://");
    }
    pulls().pull(call.uri(), call.localStreamName(), call.record());
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
    String status = call.status();
    return Answers.found(
        pulls().find(call.uri(), call.localStreamName()).stream()
            .map(Agent::pull)
            .filter(agent -> status == null || status.equals(agent.status()))
            .toList(),
        NONE);
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  @Operation(summary = "List all fetched streams")
  public List<Agent> findAll() throws RequestRefusedException {
    return find(new PullCalls.FindPull(null, null, null));
  }

  /** Ends those of a source or of a name. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End the fetched streams of a source or of a name")
  public Response terminate(PullCalls.FindPull call) throws RequestRefusedException {
    pulls().terminate(call.uri(), call.localStreamName());
    return Answers.done();
  }

  private PullService pulls() {
    return Injected.of(server).services().remote().pulls();
  }
}
