package org.wcs.web.whip;

import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wcs.web.signalling.RequestAddresses;

/** The HTTP that WHIP and WHEP share (RFC 9725 sections 4.2 and 4.6). */
final class Exchange {

  static final String SDP = "application/sdp";

  private static final String BEARER = "Bearer ";
  private static final JsonProvider JSON = JsonProvider.provider();

  private Exchange() {}

  /** {@code POST} on the endpoint. */
  static Response offer(
      HttpSessions sessions,
      boolean publishing,
      String name,
      HttpServletRequest request,
      UriInfo uri)
      throws IOException {
    if (!isSdp(request.getContentType())) {
      return problem(new Outcome.Refused(Refusals.UNSUPPORTED_TYPE, "The offer must be " + SDP));
    }
    int largest = sessions.maxOfferBytes();
    byte[] body = request.getInputStream().readNBytes(largest + 1);
    if (body.length > largest) {
      return problem(new Outcome.Refused(Refusals.TOO_LARGE, "The offer is too large"));
    }
    Outcome outcome =
        sessions.start(
            publishing, name, new String(body, StandardCharsets.UTF_8), visitor(request, uri));
    return switch (outcome) {
      case Outcome.Answered answered -> created(sessions, answered, uri);
      case Outcome.Refused refused -> problem(refused);
    };
  }

  private static HttpSessions.Visitor visitor(HttpServletRequest request, UriInfo uri) {
    String agent = request.getHeader("User-Agent");
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    Map<String, String> parameters = new LinkedHashMap<>();
    uri.getQueryParameters().forEach((key, values) -> parameters.put(key, values.getFirst()));
    return new HttpSessions.Visitor(
        RequestAddresses.Ends.of(request),
        agent == null ? "" : agent,
        bearer ? authorization.substring(BEARER.length()).strip() : null,
        parameters);
  }

  /** {@code OPTIONS} on the endpoint. */
  static Response options() {
    return Response.ok().header("Accept-Post", SDP).header("Allow", "OPTIONS, POST").build();
  }

  /** {@code OPTIONS} on a resource. */
  static Response resourceOptions() {
    return Response.ok().header("Allow", "OPTIONS, DELETE, PATCH").build();
  }

  /** {@code DELETE} on a resource. */
  static Response delete(boolean stopped) {
    return stopped ? Response.ok().build() : unknown();
  }

  /** {@code PATCH} on a resource: served for no purpose (RFC 9725 section 4.3). */
  static Response patch(boolean exists) {
    return exists
        ? problem(
            new Outcome.Refused(
                Refusals.NOT_IMPLEMENTED, "Neither trickle ICE nor ICE restarts are needed here"))
        : unknown();
  }

  private static Response created(HttpSessions sessions, Outcome.Answered answered, UriInfo uri) {
    Response.ResponseBuilder response =
        Response.created(uri.getAbsolutePathBuilder().path(answered.token()).build())
            .type(SDP)
            .header(HttpHeaders.ETAG, '"' + etag(answered.token()) + '"')
            .entity(answered.answer());
    for (String server : sessions.iceServers()) {
      response.header(HttpHeaders.LINK, "<" + server + ">; rel=\"ice-server\"");
    }
    return response.build();
  }

  /** It names the one ICE session of the resource without giving its URL away. */
  private static String etag(String token) {
    return Integer.toHexString(token.hashCode());
  }

  private static Response unknown() {
    return problem(new Outcome.Refused(Refusals.NOT_FOUND, "There is no such resource"));
  }

  /** RFC 9457. */
  private static Response problem(Outcome.Refused refused) {
    Response.StatusType status = Response.Status.fromStatusCode(refused.status());
    String title = status == null ? "Unprocessable Content" : status.getReasonPhrase();
    String json =
        JSON.createObjectBuilder()
            .add("type", "about:blank")
            .add("title", title)
            .add("status", refused.status())
            .add("detail", refused.detail())
            .build()
            .toString();
    Response.ResponseBuilder response =
        Response.status(refused.status(), title).type("application/problem+json").entity(json);
    if (refused.status() == Refusals.UNSUPPORTED_TYPE) {
      response.header("Accept-Post", SDP);
    }
    return response.build();
  }

  private static boolean isSdp(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    try {
      MediaType type = MediaType.valueOf(contentType);
      return SDP.equalsIgnoreCase(type.getType() + "/" + type.getSubtype());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
