package org.wcs.web.health;

import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.wcs.ejb.stats.Health;

/** Checks in the terms of MicroProfile Health. Stateless. */
final class Responses {

  private Responses() {}

  static HealthCheckResponse of(String name, List<Health.Check> checks) {
    HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(Health.up(checks));
    checks.forEach(check -> response.withData(check.name(), check.detail()));
    return response.build();
  }
}
