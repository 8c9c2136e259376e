package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.HlsService;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.hls.HlsOriginSnapshot;

/** Streams cut for HLS. Container threads. */
@RequestScoped
@Path("/hls")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "hls", description = "Streams cut for HLS")
public class HlsResource {

  private static final String NONE = "Stream not found";

  @EJB private @Nullable WcsServer server;

  /** Name a stream. */
  public record OneHlsStream(@NotNull @Schema(description = "The stream") String name) {}

  /** One stream being cut. */
  @Schema(description = "A stream being cut for HLS")
  public record HlsAgent(
      @Schema(description = "ts or fmp4") String handler,
      @Schema(description = "ACTIVE, or STOPPED when its stream is over") String state,
      @Schema(description = "Its name in the lists of streams") String writer,
      @Schema(description = "PLAYING, or STOPPED") String streamStatus,
      @Schema(description = "true once there is something to play") String writerStarted,
      @Schema(description = "Who looks at it now") int viewers,
      List<String> logs) {

    static HlsAgent of(HlsOriginSnapshot origin) {
      return new HlsAgent(
          origin.format(),
          origin.ended() ? "STOPPED" : "ACTIVE",
          "HLS-" + origin.streamName(),
          origin.ended() ? "STOPPED" : "PLAYING",
          String.valueOf(origin.mediaSequence() >= 0),
          origin.viewers(),
          List.of());
    }
  }

  /** Begins to cut one before anybody asks for it. */
  @POST
  @Path("/startup")
  @Operation(summary = "Begin to cut a stream before anybody asks for its playlist")
  public Response startup(OneHlsStream call) throws RequestRefusedException {
    Answers.known(hls().startup(call.name()), NONE);
    return Answers.done();
  }

  /** Lists those that are cut, by the names of the streams. */
  @POST
  @Path("/find_all")
  @Operation(summary = "The streams that are cut, by their names")
  public Map<String, HlsAgent> findAll() throws RequestRefusedException {
    Map<String, HlsAgent> agents = new LinkedHashMap<>();
    for (HlsOriginSnapshot origin : Answers.found(hls().origins(), NONE)) {
      agents.put(origin.streamName(), HlsAgent.of(origin));
    }
    return agents;
  }

  /** Ends the cutting of one, until it is asked for again. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End the cutting of a stream, until somebody asks for its playlist")
  public Response terminate(OneHlsStream call) throws RequestRefusedException {
    Answers.known(hls().terminate(call.name()), NONE);
    return Answers.done();
  }

  private HlsService hls() {
    return Injected.of(server).services().hls();
  }
}
