package org.wcs.web.health;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.ejb.stats.Health;

/** The health of this server now. Any thread. */
@ApplicationScoped
public class Vitals {

  @EJB private @Nullable WcsServer server;

  /** Looks at the last picture. */
  public Health now() {
    WcsServer up = Injected.of(server);
    return Health.of(
        up.services().status().status(),
        up.ready(),
        up.services().config().operations().monitoring().health(),
        System.currentTimeMillis());
  }

  /** Whether it is told on the ports of the console. */
  public boolean told() {
    return Injected.of(server).services().config().operations().monitoring().health().enabled();
  }
}
