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

/** Streams made of others: pictures and sound. Container threads. */
@RequestScoped
@Path("/transcoder2")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "transcoder2", description = "Streams made of others: pictures and sound")
public class Transcoder2Resource {

  @EJB private @Nullable WcsServer server;

  /** Makes one. */
  @POST
  @Path("/startup")
  @Operation(summary = "Make a stream of another one and publish it")
  public Response startup(TranscoderCalls.StartTranscoder call) throws RequestRefusedException {
    verbs().startup(call);
    return Answers.done();
  }

  /** Lists those that have everything that is named. */
  @POST
  @Path("/find")
  @Operation(summary = "List the transcoders that have everything that is named")
  public List<TranscoderObject> find(TranscoderCalls.FindTranscoder call)
      throws RequestRefusedException {
    return verbs().find(call);
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  @Operation(summary = "List all transcoders")
  public List<TranscoderObject> findAll() throws RequestRefusedException {
    return verbs().findAll();
  }

  /** Ends one. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End a transcoder and its stream")
  public Response terminate(TranscoderCalls.OneTranscoder call) throws RequestRefusedException {
    verbs().terminate(call);
    return Answers.done();
  }

  /** Lays a picture over those of one. */
  @POST
  @Path("/set_watermark")
  @Operation(summary = "Lay a picture over those of a transcoder, or take it away")
  public Response setWatermark(TranscoderCalls.SetWatermark call) throws RequestRefusedException {
    verbs().setWatermark(call);
    return Answers.done();
  }

  private TranscoderVerbs verbs() {
    return new TranscoderVerbs(Injected.of(server).services().transcoders(), "transcoder2://");
  }
}
