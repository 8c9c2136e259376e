package org.wcs.connectors.health;

import jakarta.enterprise.context.ApplicationScoped;
import javax.management.JMException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether the process works, or is to be started anew; a server that starts works. Any thread. */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    try {
      return HealthCheckResponse.named("wcs-live")
          .status(ServerState.tells("Live").orElse(true))
          .build();
    } catch (JMException e) {
      return HealthCheckResponse.named("wcs-live").down().withData("fault", e.toString()).build();
    }
  }
}
