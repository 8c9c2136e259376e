package org.wcs.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Streams made of others: pictures and sound. Container threads. */
@RequestScoped
@Path("/transcoder2")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(Answers.JSON)
@Tag(name = "transcoder2", description = "Streams made of others: pictures and sound")
public class Transcoder2Resource extends TranscoderGroup {

  @Override
  String scheme() {
    return "transcoder2://";
  }
}
