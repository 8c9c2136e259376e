package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.wcs.net.ByteListenerSettings;

/** What happens where a port may not be bound. */
class ListeningPortTest {

  private static final int INSTEAD = 30_892;

  private static ByteListenerSettings settings(int port, int instead, String... addresses) {
    ByteListenerSettings usual = Streams.settings();
    return new ByteListenerSettings(
        List.of(new ByteListenerSettings.Port(port, instead, Loopback.addresses(addresses), false)),
        null,
        1,
        usual.limits(),
        usual.buffers(),
        0,
        false);
  }

  @Test
  void opensTheOtherPortWithOneWarning() throws IOException {
    Streams.Echo echo = new Streams.Echo();
    Warnings warnings = new Warnings();
    try (warnings;
        ServerSocket taken = new ServerSocket(0, 1, Loopback.address("127.0.0.1"));
        NettyByteNetwork network =
            Streams.open(
                settings(taken.getLocalPort(), INSTEAD, "127.0.0.1"), Transport.best(), echo);
        Socket client = Streams.connect(network)) {
      assertThat(network.listening())
          .containsExactly(new InetSocketAddress(Loopback.address("127.0.0.1"), INSTEAD));
      client.getOutputStream().write(7);
      assertThat(client.getInputStream().read()).isEqualTo(7);
      assertThat(warnings.lines).hasSize(1);
      assertThat(warnings.lines.getFirst())
          .contains(":" + taken.getLocalPort() + " ", "in use", "port " + INSTEAD + " is open");
    }
  }

  @Test
  void movesAllAddressesOfAPortTogether() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, Loopback.address("127.0.0.2"));
        NettyByteNetwork network =
            Streams.open(
                settings(taken.getLocalPort(), INSTEAD, "127.0.0.1", "127.0.0.2"),
                Transport.best(),
                new Streams.Recorder())) {
      assertThat(network.listening())
          .extracting(InetSocketAddress::getPort)
          .containsExactly(INSTEAD, INSTEAD);
      try (ServerSocket free =
          new ServerSocket(taken.getLocalPort(), 1, Loopback.address("127.0.0.1"))) {
        assertThat(free.isBound()).isTrue();
      }
    }
  }

  @Test
  void takesTheFirstPortWhereItIsFree() throws IOException {
    Warnings warnings = new Warnings();
    try (warnings;
        NettyByteNetwork network =
            Streams.open(
                settings(0, INSTEAD, "127.0.0.1"), Transport.best(), new Streams.Recorder())) {
      assertThat(network.listening()).hasSize(1);
      assertThat(network.listening().getFirst().getPort()).isNotEqualTo(INSTEAD);
      assertThat(warnings.lines).isEmpty();
    }
  }

  @Test
  void failsWhereNeitherIsFree() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, Loopback.address("127.0.0.1"));
        ServerSocket other = new ServerSocket(0, 1, Loopback.address("127.0.0.1"))) {
      ByteListenerSettings settings =
          settings(taken.getLocalPort(), other.getLocalPort(), "127.0.0.1");
      assertThatThrownBy(() -> NettyByteNetwork.open(settings))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()))
          .hasMessageContaining(String.valueOf(other.getLocalPort()));
    }
  }

  /** What the sockets warn of while this is open. */
  private static final class Warnings extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(StreamSockets.class.getName());
    private final List<String> lines = new ArrayList<>();

    Warnings() {
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
        lines.add(new SimpleFormatter().formatMessage(line));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }
}
