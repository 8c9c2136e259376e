package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.live.ConnectionFilter;
import org.wcs.ejb.live.LiveConnections;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.view.ConnectionObject;

/** Clients of every protocol. Container threads. */
@RequestScoped
@Path("/connection")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "connection", description = "Clients of every protocol")
public class ConnectionResource {

  private static final String NONE = "Connection not found";

  @EJB private @Nullable WcsServer server;

  /** Lists those that have everything that is named. */
  @POST
  @Path("/find")
  @Operation(summary = "List the clients that have everything that is named")
  public List<ConnectionObject> find(ConnectionCalls.FindConnection call)
      throws RequestRefusedException {
    return found(call.filter());
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  @Operation(summary = "List all clients")
  public List<ConnectionObject> findAll() throws RequestRefusedException {
    return found(ConnectionFilter.ALL);
  }

  /** Ends one and all that it publishes and plays. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End the connection of a client and all that it publishes and plays")
  public Response terminate(ConnectionCalls.TerminateConnection call)
      throws RequestRefusedException {
    Answers.known(connections().terminate(call.sessionId()), NONE);
    return Answers.done();
  }

  /** Says how much is logged of one. */
  @POST
  @Path("/set_log_level")
  @Operation(summary = "Say how much is logged of what a client does")
  public Response setLogLevel(ConnectionCalls.SetLogLevel call) throws RequestRefusedException {
    Answers.known(connections().setLogLevel(call.sessionId(), level(call.logLevel())), NONE);
    return Answers.done();
  }

  private static Level level(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "ALL", "TRACE" -> Level.TRACE;
      case "DEBUG" -> Level.DEBUG;
      case "INFO" -> Level.INFO;
      case "WARN", "WARNING" -> Level.WARNING;
      case "ERROR", "FATAL" -> Level.ERROR;
      case "OFF" -> Level.OFF;
      default -> throw new Misfit(Failure.MALFORMED, "logLevel is none that is known");
    };
  }

  private List<ConnectionObject> found(ConnectionFilter filter) throws RequestRefusedException {
    return Answers.found(connections().find(filter), NONE).stream()
        .map(ConnectionObject::of)
        .toList();
  }

  private LiveConnections connections() {
    return Injected.of(server).services().connections();
  }
}
