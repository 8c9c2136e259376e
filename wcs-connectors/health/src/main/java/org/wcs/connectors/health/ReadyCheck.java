package org.wcs.connectors.health;

import jakarta.enterprise.context.ApplicationScoped;
import javax.management.JMException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether clients may be sent here; not to a server that starts. Any thread. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    try {
      return HealthCheckResponse.named("wcs-ready")
          .status(ServerState.tells("TakingClients").orElse(false))
          .build();
    } catch (JMException e) {
      return HealthCheckResponse.named("wcs-ready").down().withData("fault", e.toString()).build();
    }
  }
}
