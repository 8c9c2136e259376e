package org.wcs.web.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;

/** Takes GET for POST, as clients that have nothing to say expect it, and answers preflights. */
@PreMatching
public class EveryRequest implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    switch (request.getMethod()) {
      case HttpMethod.GET -> request.setMethod(HttpMethod.POST);
      case HttpMethod.OPTIONS ->
          request.abortWith(Response.ok().header("Allow", "GET, POST, OPTIONS").build());
      default -> {
        // POST goes on; the rest is refused where no method fits
      }
    }
  }
}
