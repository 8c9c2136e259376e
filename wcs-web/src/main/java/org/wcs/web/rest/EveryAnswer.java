package org.wcs.web.rest;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.WcsServer;

/** Lets pages of the allowed origins call the API. */
@RequestScoped
public class EveryAnswer implements ContainerResponseFilter {

  @EJB private @Nullable WcsServer server;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("Access-Control-Allow-Origin", origin());
    headers.putSingle("Access-Control-Allow-Credentials", "true");
    headers.putSingle("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
    headers.putSingle(
        "Access-Control-Allow-Headers", "content-type,x-requested-with,authorization");
    headers.putSingle("Cache-Control", "no-store");
  }

  private String origin() {
    return server == null ? "*" : server.services().config().http().accessControl().restOrigin();
  }
}
