package org.wcs.connectors.media;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wcs.connectors.inflow.AdapterLife;
import org.wcs.connectors.inflow.FakeContainer;
import org.wcs.net.MediaListener;
import org.wcs.net.MediaNetwork;
import org.wcs.net.NetworkSettings;

class MediaResourceAdapterTest {

  private final FakeContainer container = new FakeContainer(0, Endpoint::new);

  @Test
  void opensThePortsOnceAndSaysGoodbyeBeforeClosing() {
    AdapterLife.opensOnceAndSaysGoodbyeBeforeClosing(
        new MediaResourceAdapter(), new MediaActivation(), container);
  }

  @Test
  void opensAgainAfterASuspend() {
    AdapterLife.opensAgainAfterASuspend(
        new MediaResourceAdapter(), new MediaActivation(), container);
  }

  private record Endpoint(FakeContainer container)
      implements FakeContainer.Endpoint, MediaListener {
    @Override
    public NetworkSettings settings() {
      container.note("settings");
      return new NetworkSettings(
          31_530,
          31_540,
          List.of(InetAddress.getLoopbackAddress()),
          false,
          1,
          true,
          new NetworkSettings.Buffers(65_536, 65_536, 65_536, 32_768, 10, 1_000_000_000));
    }

    @Override
    public void opened(MediaNetwork network) {
      container.note("opened");
    }

    @Override
    public void closing() {
      container.note("closing");
    }
  }
}
