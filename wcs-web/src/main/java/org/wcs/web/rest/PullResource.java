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
import org.wcs.ejb.service.PullService;
import org.wcs.ejb.service.RequestRefusedException;

/** Streams fetched from other servers; by RTMP, whichever of the two paths is used. */
@RequestScoped
@Path("/pull{protocol:(/rtmp)?}")
public class PullResource {

  @EJB private @Nullable WcsServer server;

  /** Begins to fetch one. */
  @POST
  @Path("/pull")
  public Response pull(InputStream in) throws IOException, RequestRefusedException {
    Body body = Body.read(in);
    pulls().pull(body.required("uri"), body.text("localStreamName"), body.isSet("record"));
    return Answers.done();
  }

  /** The same by the name that other sources of streams use. */
  @POST
  @Path("/startup")
  public Response startup(InputStream in) throws IOException, RequestRefusedException {
    return pull(in);
  }

  /** Lists those of a source or of a name. */
  @POST
  @Path("/find")
  public Response find(InputStream in) throws IOException, RequestRefusedException {
    Body body = Body.read(in);
    return Answers.json(
        Answers.pulls(pulls().find(body.text("uri"), body.text("localStreamName"))));
  }

  /** Lists all. */
  @POST
  @Path("/find_all")
  public Response findAll() throws RequestRefusedException {
    return Answers.json(Answers.pulls(pulls().find(null, null)));
  }

  /** Ends those of a source or of a name. */
  @POST
  @Path("/terminate")
  public Response terminate(InputStream in) throws IOException, RequestRefusedException {
    Body body = Body.read(in);
    pulls().terminate(body.text("uri"), body.text("localStreamName"));
    return Answers.done();
  }

  private PullService pulls() {
    return Injected.of(server).services().remote().pulls();
  }
}
