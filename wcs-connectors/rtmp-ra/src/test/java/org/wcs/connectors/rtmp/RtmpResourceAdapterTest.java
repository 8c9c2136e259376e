package org.wcs.connectors.rtmp;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.wcs.connectors.inflow.AdapterLife;
import org.wcs.connectors.inflow.ByteEndpoint;
import org.wcs.connectors.inflow.FakeContainer;

class RtmpResourceAdapterTest {

  private final FakeContainer container = ByteEndpoint.inContainer();

  @Test
  void opensThePortsOnceAndSaysGoodbyeBeforeClosing() {
    AdapterLife.opensOnceAndSaysGoodbyeBeforeClosing(
        new RtmpResourceAdapter(), new RtmpActivation(), container);
  }

  @Test
  void opensAgainAfterASuspend() {
    AdapterLife.opensAgainAfterASuspend(new RtmpResourceAdapter(), new RtmpActivation(), container);
  }

  @Test
  void letsTheEndpointTakeConnections() throws IOException {
    ByteEndpoint.takesConnections(new RtmpResourceAdapter(), new RtmpActivation());
  }
}
