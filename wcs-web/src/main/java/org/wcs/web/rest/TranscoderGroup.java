package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.TranscoderService;

/**
 * The verbs of transcoding. There are two groups of them, each knows only the URIs of its scheme.
 * Container threads.
 *
 * <p>The media types stand here for the description of the API, and at each group for the
 * container: it inherits nothing but what methods say.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
public abstract class TranscoderGroup {

  private static final String NONE = "Transcoder not found";

  @EJB private @Nullable WcsServer server;

  /** What the URIs of this group begin with. */
  abstract String scheme();

  /** Makes one. */
  @POST
  @Path("/startup")
  @Operation(summary = "Make a stream of another one and publish it")
  public Response startup(TranscoderCalls.StartTranscoder call) throws RequestRefusedException {
    if (!call.uri().startsWith(scheme())) {
      throw new Misfit(Failure.MALFORMED, "uri must begin with " + scheme());
    }
    transcoders().startup(call.order());
    return Answers.done();
  }

  /** Lists those that have everything that is named. */
  @POST
  @Path("/find")
  @Operation(summary = "List the transcoders that have everything that is named")
  public List<TranscoderObject> find(TranscoderCalls.FindTranscoder call)
      throws RequestRefusedException {
    return Answers.found(
        transcoders().find(call.uri(), call.remoteStreamName(), call.localStreamName()).stream()
            .filter(each -> each.uri().startsWith(scheme()))
            .map(TranscoderObject::of)
            .toList(),
        NONE);
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  @Operation(summary = "List all transcoders")
  public List<TranscoderObject> findAll() throws RequestRefusedException {
    return find(new TranscoderCalls.FindTranscoder(null, null, null));
  }

  /** Ends one. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End a transcoder and its stream")
  public Response terminate(TranscoderCalls.OneTranscoder call) throws RequestRefusedException {
    transcoders().terminate(known(call.uri()));
    return Answers.done();
  }

  /** Lays a picture over those of one. */
  @POST
  @Path("/set_watermark")
  @Operation(summary = "Lay a picture over those of a transcoder, or take it away")
  public Response setWatermark(TranscoderCalls.SetWatermark call) throws RequestRefusedException {
    transcoders().setWatermark(known(call.uri()), call.order());
    return Answers.done();
  }

  private String known(String uri) throws RequestRefusedException {
    Answers.known(uri.startsWith(scheme()), NONE);
    return uri;
  }

  private TranscoderService transcoders() {
    return Injected.of(server).services().transcoders();
  }
}
