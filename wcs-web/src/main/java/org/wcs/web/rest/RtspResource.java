package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.service.PullService;
import org.wcs.ejb.service.PullStatus;
import org.wcs.ejb.service.RequestRefusedException;

/** Streams fetched from cameras and other servers by RTSP. Container threads. */
@RequestScoped
@Path("/rtsp")
public class RtspResource {

  @EJB private @Nullable WcsServer server;

  /** Begins to fetch one. */
  @POST
  @Path("/startup")
  public Response startup(InputStream in) throws IOException, RequestRefusedException {
    Body body = Body.read(in);
    cameras().pull(body.required("uri"), body.text("localStreamName"), body.isSet("record"));
    return Answers.done();
  }

  /** Lists those of a source, of a name, or in a state. */
  @POST
  @Path("/find")
  public Response find(InputStream in) throws IOException, RequestRefusedException {
    return Answers.json(Answers.cameras(found(Body.read(in))));
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  public Response findAll() throws RequestRefusedException {
    return Answers.json(Answers.cameras(cameras().find(null, null)));
  }

  /** Ends that of a source or of a name. */
  @POST
  @Path("/terminate")
  public Response terminate(InputStream in) throws IOException, RequestRefusedException {
    Body body = Body.read(in);
    if (body.text("localStreamName") == null) {
      body.required("uri");
    }
    for (PullStatus camera : Answers.found(found(body), Answers.NO_CAMERA)) {
      cameras().terminate(camera.uri(), null);
    }
    return Answers.done();
  }

  private List<PullStatus> found(Body body) throws RequestRefusedException {
    String status = body.text("status");
    return cameras().find(body.text("uri"), body.text("localStreamName")).stream()
        .filter(camera -> status == null || status.equals(Answers.status(camera)))
        .toList();
  }

  private PullService cameras() {
    return Injected.of(server).services().remote().cameras();
  }
}
