package org.wcs.connectors.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import javax.management.AttributeNotFoundException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServerStateTest {

  /** What the server shows of itself. */
  public interface StandInMXBean {
    boolean isLive();

    boolean isTakingClients();
  }

  private record StandIn(boolean live, boolean takingClients) implements StandInMXBean {
    @Override
    public boolean isLive() {
      return live;
    }

    @Override
    public boolean isTakingClients() {
      return takingClients;
    }
  }

  private static ObjectName name() throws Exception {
    return new ObjectName("org.wcs:type=Server");
  }

  private static void show(StandIn server) throws Exception {
    ManagementFactory.getPlatformMBeanServer().registerMBean(server, name());
  }

  @AfterEach
  void hide() throws Exception {
    if (ManagementFactory.getPlatformMBeanServer().isRegistered(name())) {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
    }
  }

  @Test
  void knowsNothingOfAServerThatHasNotStarted() throws Exception {
    assertThat(ServerState.tells("Live")).isEmpty();
  }

  @Test
  void tellsWhatTheServerTells() throws Exception {
    show(new StandIn(true, false));
    assertThat(ServerState.tells("Live")).contains(true);
    assertThat(ServerState.tells("TakingClients")).contains(false);
  }

  @Test
  void saysWhereAnAttributeIsMissing() throws Exception {
    show(new StandIn(true, true));
    assertThatThrownBy(() -> ServerState.tells("Mood"))
        .isInstanceOf(AttributeNotFoundException.class);
  }
}
