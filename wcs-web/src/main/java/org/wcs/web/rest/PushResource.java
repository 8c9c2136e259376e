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
import org.wcs.ejb.service.PushService;
import org.wcs.ejb.service.RequestRefusedException;

/** Streams sent to other servers by RTMP or RTSP. Container threads. */
@RequestScoped
@Path("/push")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "push", description = "Send streams to other servers by RTMP or RTSP")
public class PushResource {

  private static final String NONE = "Transponder not found";

  @EJB private @Nullable WcsServer server;

  /** Begins one. */
  @POST
  @Path("/startup")
  @Operation(summary = "Send a stream to another server")
  public Transponder startup(PushCalls.StartPush call) throws RequestRefusedException {
    return Transponder.of(pushes().startup(call.order()));
  }

  /** Lists those of a stream, by its name there or here, or to a URL. */
  @POST
  @Path("/find")
  @Operation(summary = "List the pushes of a stream or to a URL")
  public List<Transponder> find(PushCalls.FindPush call) throws RequestRefusedException {
    return found(call.streamName(), call.rtmpUrl());
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  @Operation(summary = "List all pushes")
  public List<Transponder> findAll() throws RequestRefusedException {
    return found(null, null);
  }

  /** Ends one. */
  @POST
  @Path("/terminate")
  @Operation(summary = "End a push")
  public Response terminate(PushCalls.OnePush call) throws RequestRefusedException {
    pushes().terminate(call.mediaSessionId());
    return Answers.done();
  }

  /** Sends silence in the place of the sound. */
  @POST
  @Path("/mute")
  @Operation(summary = "Send silence in the place of the sound")
  public Response mute(PushCalls.OnePush call) throws RequestRefusedException {
    pushes().mute(call.mediaSessionId(), true);
    return Answers.done();
  }

  /** Sends the sound again. */
  @POST
  @Path("/unmute")
  @Operation(summary = "Send the sound again after mute")
  public Response unmute(PushCalls.OnePush call) throws RequestRefusedException {
    pushes().mute(call.mediaSessionId(), false);
    return Answers.done();
  }

  /** Sends a file in the place of the sound. */
  @POST
  @Path("/sound_on")
  @Operation(summary = "Send a file in the place of the sound")
  public Response soundOn(PushCalls.PlaySound call) throws RequestRefusedException {
    pushes().playSound(call.mediaSessionId(), call.soundFile(), call.loop());
    return Answers.done();
  }

  /** Sends the sound of the stream again. */
  @POST
  @Path("/sound_off")
  @Operation(summary = "Send the sound of the stream again after sound_on")
  public Response soundOff(PushCalls.OnePush call) throws RequestRefusedException {
    pushes().stopSound(call.mediaSessionId());
    return Answers.done();
  }

  private List<Transponder> found(@Nullable String streamName, @Nullable String rtmpUrl)
      throws RequestRefusedException {
    return Answers.found(
        pushes().find(streamName, rtmpUrl).stream().map(Transponder::of).toList(), NONE);
  }

  private PushService pushes() {
    return Injected.of(server).services().remote().pushes();
  }
}
