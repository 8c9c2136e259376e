package org.wcs.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The REST API under {@code /rest-api}. */
@ApplicationPath("/rest-api")
public class RestApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        PushResource.class,
        PullResource.class,
        RtspResource.class,
        EveryRequest.class,
        EveryAnswer.class,
        Refusals.class,
        Strays.class);
  }
}
