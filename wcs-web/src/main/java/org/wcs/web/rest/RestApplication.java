package org.wcs.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/** The REST API under {@code /rest-api}. */
@ApplicationPath(RestApplication.PATH)
@OpenAPIDefinition(
    info =
        @Info(
            title = "WCS REST API",
            version = "1.0",
            description =
                "Every call is a POST with one JSON object; a GET is a POST of an empty one."
                    + " Numbers and booleans may come as strings, unknown fields are passed over."
                    + " Nothing found is a 404. A user and a password are asked for if the setting"
                    + " disable_rest_auth is false.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    servers = @Server(url = "/", description = "This server"),
    security = @SecurityRequirement(name = "basic"),
    components =
        @Components(
            responses =
                @APIResponse(
                    name = "Refused",
                    description =
                        "400: it lacks something or makes no sense. 401: a user and a password are"
                            + " needed. 404: there is none. 409: there is one already. 500: the"
                            + " server cannot do it. 501: not served yet",
                    content =
                        @Content(
                            mediaType = Answers.JSON,
                            schema = @Schema(implementation = Failure.Told.class)))))
@SecurityScheme(
    securitySchemeName = "basic",
    type = SecuritySchemeType.HTTP,
    scheme = "basic",
    description = "Users of the console")
public class RestApplication extends Application {

  static final String PATH = "/rest-api";

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        StreamResource.class,
        ConnectionResource.class,
        DataResource.class,
        PushResource.class,
        PullResource.class,
        RtmpPullResource.class,
        RtspResource.class,
        HlsResource.class,
        TranscoderResource.class,
        Transcoder2Resource.class,
        LaterResource.class,
        OpenApiResource.class,
        EveryRequest.class,
        Requests.class,
        Writings.class,
        Refusals.class,
        Strays.class,
        Bugs.class);
  }
}
