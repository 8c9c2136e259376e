package org.wcs.connectors.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wcs.connectors.inflow.AdapterLife;
import org.wcs.connectors.inflow.FakeContainer;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteListener;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.ByteNetwork;
import org.wcs.net.ByteReceiver;

class RtmpResourceAdapterTest {

  private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();
  private final FakeContainer container = new FakeContainer(0, Endpoint::new);

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
    RtmpResourceAdapter adapter = new RtmpResourceAdapter();
    adapter.endpointActivation(container, new RtmpActivation());
    InetSocketAddress to = address.join();
    try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().read()).isEqualTo('!');
      adapter.stop();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private final class Endpoint implements FakeContainer.Endpoint, ByteListener, ByteReceiver {
    private final FakeContainer container;

    Endpoint(FakeContainer container) {
      this.container = container;
    }

    @Override
    public FakeContainer container() {
      return container;
    }

    @Override
    public ByteListenerSettings settings() {
      container.note("settings");
      return new ByteListenerSettings(
          List.of(
              new ByteListenerSettings.Port(0, List.of(InetAddress.getLoopbackAddress()), false)),
          null,
          1,
          new ByteListenerSettings.Limits(10, 0, 16),
          new ByteListenerSettings.Buffers(0, 0, 65_536, 32_768, 1 << 20),
          0,
          false);
    }

    @Override
    public ByteAcceptor opened(ByteNetwork network) {
      container.note("opened");
      address.complete(network.listening().getFirst());
      return connection -> {
        connection.write(new byte[] {'!'}, 0, 1);
        return this;
      };
    }

    @Override
    public void closing() {
      container.note("closing");
    }

    @Override
    public void received(ByteConnection connection, byte[] buffer, int offset, int length) {}

    @Override
    public void writabilityChanged(ByteConnection connection, boolean writable) {}

    @Override
    public void closed(ByteConnection connection, @Nullable String why) {}
  }
}
