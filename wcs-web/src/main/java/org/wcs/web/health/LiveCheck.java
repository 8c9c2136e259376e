package org.wcs.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;

/** {@code /health/live} of the management port. */
@Liveness
@ApplicationScoped
public class LiveCheck implements HealthCheck {

  @Inject private @Nullable Vitals vitals;

  @Override
  public HealthCheckResponse call() {
    return Responses.of("wcs-live", Injected.of(vitals).now().live());
  }
}
