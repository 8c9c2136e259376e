package org.wcs.web.rest;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The description of this API (OpenAPI 3.1). Stateless. */
@Path("/")
@Produces(Answers.JSON)
public class OpenApiResource {

  /** The description, by the names under which programs look for it. */
  @POST
  @Path("{name: openapi(\\.json)?|openapi_spec(ification)?(\\.json)?}")
  @Operation(hidden = true)
  public Response description() {
    return Response.ok(Description.json(), Answers.JSON).build();
  }
}
