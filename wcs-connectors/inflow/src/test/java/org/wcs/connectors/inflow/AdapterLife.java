package org.wcs.connectors.inflow;

import static org.assertj.core.api.Assertions.assertThat;

/** What every adapter must do with a real endpoint and real ports. */
public final class AdapterLife {

  private AdapterLife() {}

  /** However often the container says so. */
  public static void opensOnceAndSaysGoodbyeBeforeClosing(
      PortAdapter adapter, PortActivation spec, FakeContainer container) {
    adapter.endpointActivation(container, spec);
    adapter.endpointActivation(container, spec);
    container.await("opened");
    adapter.endpointDeactivation(container, spec);
    adapter.endpointDeactivation(container, spec);
    adapter.stop();
    assertThat(container.order()).containsExactly("settings", "opened", "closing", "release");
  }

  /** On the same ports. */
  public static void opensAgainAfterASuspend(
      PortAdapter adapter, PortActivation spec, FakeContainer container) {
    for (int i = 0; i < 2; i++) {
      container.order().clear();
      adapter.endpointActivation(container, spec);
      container.await("opened");
      adapter.endpointDeactivation(container, spec);
      assertThat(container.order()).contains("release");
    }
  }
}
