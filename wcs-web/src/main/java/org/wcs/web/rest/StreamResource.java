package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.Services;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.live.LiveStream;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.service.InjectStatus;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.view.StreamObject;
import org.wcs.stream.EndReason;

/** Streams of every protocol, published and played. Container threads. */
@RequestScoped
@Path("/stream")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "stream", description = "Streams of every protocol, published and played")
public class StreamResource {

  private static final String NONE = "Stream not found";

  @EJB private @Nullable WcsServer server;

  /** A picture. */
  @Schema(description = "A picture of a stream")
  public record Snapshot(@Schema(description = "A PNG file in Base64") String data) {}

  /** Lists those that have everything that is named. */
  @POST
  @Path("/find")
  @Operation(summary = "List the streams that have everything that is named")
  public List<StreamObject> find(StreamCalls.FindStream call) throws RequestRefusedException {
    return found(call.filter(), call.withMetrics());
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  @Operation(summary = "List all streams")
  public List<StreamObject> findAll() throws RequestRefusedException {
    return found(StreamFilter.ALL, false);
  }

  /** Ends those that have everything that is named. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End the streams that have everything that is named")
  public Response terminate(StreamCalls.TerminateStream call) throws RequestRefusedException {
    StreamFilter filter = call.filter();
    if (filter.empty()) {
      throw new Misfit(Failure.MALFORMED, "Nothing says which streams are meant");
    }
    int ended = services().live().terminate(filter, EndReason.TERMINATED_BY_REST);
    Answers.known(ended > 0, NONE);
    return Answers.done();
  }

  /** Takes a picture of one that is published. */
  @POST
  @Path("/snapshot")
  @Operation(summary = "Take a picture of a published stream")
  public CompletionStage<Snapshot> snapshot(StreamCalls.TakeSnapshot call) {
    return services()
        .snapshots()
        .take(call.streamName())
        .thenApply(png -> new Snapshot(Base64.getEncoder().encodeToString(png)));
  }

  /** Has the viewers of one see another. */
  @POST
  @Path("/inject/startup")
  @Operation(summary = "Have the viewers of a stream see another one")
  public Response inject(StreamCalls.InjectStream call) throws RequestRefusedException {
    services().injects().startup(call.localStreamName(), call.remoteStreamName());
    return Answers.done();
  }

  /** Lists those that show others. */
  @POST
  @Path("/inject/find_all")
  @Operation(summary = "List the streams whose viewers see another one")
  public List<InjectStatus> injected() throws RequestRefusedException {
    return Answers.found(services().injects().findAll(), NONE);
  }

  /** Has the viewers of one see its own content again. */
  @POST
  @Path("/inject/terminate")
  @Operation(summary = "Have the viewers of a stream see its own content again")
  public Response endInjection(StreamCalls.EndInjection call) throws RequestRefusedException {
    services().injects().terminate(call.localStreamName());
    return Answers.done();
  }

  /** Tells the viewers of one something. */
  @POST
  @Path("/event/send")
  @Operation(summary = "Send an object to everybody who plays a stream")
  public Response sendEvent(StreamCalls.SendStreamEvent call) throws RequestRefusedException {
    Answers.known(services().live().event(call.streamName(), call.payload().toString()), NONE);
    return Answers.done();
  }

  /** Recordings. */
  @POST
  @Path("/{verb: startRecording|stopRecording}")
  @Operation(hidden = true)
  public Response recording() {
    throw new Misfit(Failure.LATER, "Recordings are not served yet");
  }

  private List<StreamObject> found(StreamFilter filter, boolean metrics)
      throws RequestRefusedException {
    List<LiveStream> streams = Answers.found(services().live().find(filter), NONE);
    return streams.stream()
        .map(each -> metrics ? StreamObject.withMetrics(each) : StreamObject.of(each))
        .toList();
  }

  private Services services() {
    return Injected.of(server).services();
  }
}
