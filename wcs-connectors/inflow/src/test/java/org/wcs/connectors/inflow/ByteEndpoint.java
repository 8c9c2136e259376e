package org.wcs.connectors.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteListener;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.ByteNetwork;
import org.wcs.net.ByteReceiver;

/** An endpoint of an adapter for byte streams: greets with one byte, takes what comes. */
public final class ByteEndpoint implements FakeContainer.Endpoint, ByteListener, ByteReceiver {

  private final FakeContainer container;
  private final CompletableFuture<InetSocketAddress> address;

  private ByteEndpoint(FakeContainer container, CompletableFuture<InetSocketAddress> address) {
    this.container = container;
    this.address = address;
  }

  /** A container with such an endpoint. */
  public static FakeContainer inContainer() {
    return inContainer(new CompletableFuture<>());
  }

  private static FakeContainer inContainer(CompletableFuture<InetSocketAddress> address) {
    return new FakeContainer(0, made -> new ByteEndpoint(made, address));
  }

  /** Whichever protocol it is for, the endpoint takes connections until the adapter stops. */
  public static void takesConnections(PortAdapter adapter, PortActivation spec) throws IOException {
    CompletableFuture<InetSocketAddress> opened = new CompletableFuture<>();
    adapter.endpointActivation(inContainer(opened), spec);
    InetSocketAddress to = opened.join();
    try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().read()).isEqualTo('!');
      adapter.stop();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Override
  public FakeContainer container() {
    return container;
  }

  @Override
  public ByteListenerSettings settings() {
    container.note("settings");
    return new ByteListenerSettings(
        List.of(new ByteListenerSettings.Port(0, List.of(InetAddress.getLoopbackAddress()), false)),
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
