package org.wcs.connectors.rtsp;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.wcs.connectors.inflow.AdapterLife;
import org.wcs.connectors.inflow.ByteEndpoint;
import org.wcs.connectors.inflow.FakeContainer;

class RtspResourceAdapterTest {

  private final FakeContainer container = ByteEndpoint.inContainer();

  @Test
  void opensThePortsOnceAndSaysGoodbyeBeforeClosing() {
    AdapterLife.opensOnceAndSaysGoodbyeBeforeClosing(
        new RtspResourceAdapter(), new RtspActivation(), container);
  }

  @Test
  void opensAgainAfterASuspend() {
    AdapterLife.opensAgainAfterASuspend(new RtspResourceAdapter(), new RtspActivation(), container);
  }

  @Test
  void letsTheEndpointTakeConnections() throws IOException {
    ByteEndpoint.takesConnections(new RtspResourceAdapter(), new RtspActivation());
  }
}
