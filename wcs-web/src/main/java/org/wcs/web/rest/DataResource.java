package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.DataService;
import org.wcs.ejb.service.RequestRefusedException;

/** Data for clients. Container threads. */
@RequestScoped
@Path("/data")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "data", description = "Data for clients")
public class DataResource {

  @EJB private @Nullable WcsServer server;

  /** Tell clients something. */
  public record SendData(
      @NotNull @Schema(description = "The client is told it, too") String operationId,
      @NotNull @Schema(type = SchemaType.OBJECT, description = "Whatever the client understands")
          JsonObject payload,
      @Schema(description = "A client") @Nullable String sessionId,
      @Schema(description = "Several clients") @Nullable List<String> sessionIds) {

    Set<String> receivers() {
      Set<String> receivers = new LinkedHashSet<>();
      if (sessionId != null) {
        receivers.add(sessionId);
      }
      if (sessionIds != null) {
        receivers.addAll(sessionIds);
      }
      return receivers;
    }
  }

  /** Tells clients something; those who have gone meanwhile are passed over. */
  @POST
  @Path("/send")
  @Operation(summary = "Send an object to clients; refused if none of them is there")
  public Response send(SendData call) throws RequestRefusedException {
    Set<String> receivers = call.receivers();
    if (receivers.isEmpty()) {
      throw new Misfit(Failure.MALFORMED, "sessionId is missing");
    }
    DataService data = Injected.of(server).services().data();
    String payload = call.payload().toString();
    long reached =
        receivers.stream().filter(id -> data.push(id, call.operationId(), payload)).count();
    Answers.known(reached > 0, "Session not found");
    return Answers.done();
  }
}
