package org.wcs.web.whip;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** WHEP under {@code /whep}. */
@ApplicationPath("/whep")
public class WhepApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(WhepResource.class, CorsHeaders.class);
  }
}
