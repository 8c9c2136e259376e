package org.wcs.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Streams made of others: pictures of another size or rate, with the sound as it is. Container
 * threads.
 */
@RequestScoped
@Path("/transcoder")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "transcoder", description = "Streams made of others: pictures of another size or rate")
public class TranscoderResource extends TranscoderGroup {

  @Override
  String scheme() {
    return "transcoder://";
  }
}
