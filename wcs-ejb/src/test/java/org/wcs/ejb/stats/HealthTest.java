package org.wcs.ejb.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.config.MonitoringConfig;

final class HealthTest {

  private static Health health(boolean open, double cpu, int maxCpuPercent, long laterMillis) {
    return Health.of(
        Pictures.of(List.of(), cpu),
        open,
        new MonitoringConfig.Health(true, maxCpuPercent),
        Pictures.SEEN_MILLIS + laterMillis);
  }

  @Test
  void isWellWithOpenPortsAndATickingClock() {
    Health health = health(true, 1, 100, 500);
    assertThat(Health.up(health.live())).isTrue();
    assertThat(Health.up(health.ready())).isTrue();
  }

  @Test
  void takesNoClientsWithoutPortsButLives() {
    Health health = health(false, 0.1, 100, 60_000);
    assertThat(Health.up(health.ready())).isFalse();
    assertThat(Health.up(health.live())).isTrue();
  }

  @Test
  void takesNoClientsAboveItsLoad() {
    assertThat(Health.up(health(true, 0.91, 90, 0).ready())).isFalse();
    assertThat(Health.up(health(true, 0.90, 90, 0).ready())).isTrue();
  }

  @Test
  void isDeadWhenItsClockStandsStill() {
    assertThat(Health.up(health(true, 0.1, 100, 10_000).live())).isFalse();
    assertThat(Health.up(health(true, 0.1, 100, 9_999).live())).isTrue();
  }
}
