package org.wcs.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;

/** {@code /health/ready} of the management port. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {

  @Inject private @Nullable Vitals vitals;

  @Override
  public HealthCheckResponse call() {
    return Responses.of("wcs-ready", Injected.of(vitals).now().ready());
  }
}
