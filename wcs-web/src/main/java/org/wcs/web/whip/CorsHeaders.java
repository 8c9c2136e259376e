package org.wcs.web.whip;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;

/** Lets pages of any origin use the resources and read what matters in the answers. */
public class CorsHeaders implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("Access-Control-Allow-Origin", "*");
    headers.putSingle("Access-Control-Allow-Methods", "OPTIONS, POST, PATCH, DELETE");
    headers.putSingle("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match");
    headers.putSingle("Access-Control-Expose-Headers", "Location, Link, ETag, Accept-Post");
    headers.putSingle("Access-Control-Max-Age", "600");
  }
}
