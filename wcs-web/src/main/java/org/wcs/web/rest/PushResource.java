package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.PushRequest;
import org.wcs.ejb.service.PushService;
import org.wcs.ejb.service.RequestRefusedException;

/** Streams sent to other servers by RTMP. Container threads. */
@RequestScoped
@Path("/push")
public class PushResource {

  @EJB private @Nullable WcsServer server;

  /** Begins one. */
  @POST
  @Path("/startup")
  public Response startup(InputStream in) throws IOException, RequestRefusedException {
    return Answers.json(Answers.push(pushes().startup(request(Body.read(in)))));
  }

  /** Lists those of a stream, by its name there or here, or to a URL. */
  @POST
  @Path("/find")
  public Response find(InputStream in) throws IOException, RequestRefusedException {
    Body body = Body.read(in);
    return Answers.json(
        Answers.pushes(pushes().find(body.text("streamName"), body.text("rtmpUrl"))));
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  public Response findAll() throws RequestRefusedException {
    return Answers.json(Answers.pushes(pushes().find(null, null)));
  }

  /** Ends one. */
  @POST
  @Path("/terminate")
  public Response terminate(InputStream in) throws IOException, RequestRefusedException {
    pushes().terminate(Body.read(in).required("mediaSessionId"));
    return Answers.done();
  }

  /** Sends silence in the place of the sound. */
  @POST
  @Path("/mute")
  public Response mute(InputStream in) throws IOException, RequestRefusedException {
    pushes().mute(Body.read(in).required("mediaSessionId"), true);
    return Answers.done();
  }

  /** Sends the sound again. */
  @POST
  @Path("/unmute")
  public Response unmute(InputStream in) throws IOException, RequestRefusedException {
    pushes().mute(Body.read(in).required("mediaSessionId"), false);
    return Answers.done();
  }

  /** Sends a file in the place of the sound. */
  @POST
  @Path("/sound_on")
  public Response soundOn(InputStream in) throws IOException, RequestRefusedException {
    Body body = Body.read(in);
    pushes()
        .playSound(body.required("mediaSessionId"), body.required("soundFile"), body.isSet("loop"));
    return Answers.done();
  }

  /** Sends the sound of the stream again. */
  @POST
  @Path("/sound_off")
  public Response soundOff(InputStream in) throws IOException, RequestRefusedException {
    pushes().stopSound(Body.read(in).required("mediaSessionId"));
    return Answers.done();
  }

  private static PushRequest request(Body body) throws RequestRefusedException {
    Body options = body.object("options");
    String action = options.text("action");
    String file = options.text("soundFile");
    return new PushRequest(
        body.required("streamName"),
        body.required("rtmpUrl"),
        body.flag("rtmpTransponderFullUrl"),
        new PushRequest.Options(action == null ? "" : action, file == null ? "" : file));
  }

  private PushService pushes() {
    return Injected.of(server).services().remote().pushes();
  }
}
