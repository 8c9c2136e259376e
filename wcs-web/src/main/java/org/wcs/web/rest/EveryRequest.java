package org.wcs.web.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Takes GET for POST, as clients that have nothing to say expect it, nothing for an empty object,
 * and every body for JSON, whatever it is said to be.
 */
@PreMatching
public class EveryRequest implements ContainerRequestFilter {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (request.getMethod().equals(HttpMethod.GET)) {
      request.setMethod(HttpMethod.POST);
    }
    byte[] body = request.getEntityStream().readAllBytes(); // bounded by RestFilter
    byte[] said = body.length == 0 ? NOTHING : body;
    request.setEntityStream(new ByteArrayInputStream(said));
    MultivaluedMap<String, String> headers = request.getHeaders();
    headers.putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    headers.putSingle(HttpHeaders.CONTENT_LENGTH, String.valueOf(said.length));
    headers.putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
    headers.remove(HttpHeaders.CONTENT_ENCODING);
  }
}
