package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.net.ByteConnection;
import org.wcs.net.DialOrder;
import org.wcs.net.DialOutcome;
import org.wcs.net.PortRange;

class DialTest {

  /** Below those that the kernel gives away. */
  private static final PortRange PORTS = new PortRange(30_801, 30_870);

  private static final byte[] PATTERN = Loopback.pattern(3_000);

  private static DialOrder order(String host, int port, int millis, @Nullable Lane lane) {
    return new DialOrder(host, port, false, Duration.ofMillis(millis), PORTS, null, lane);
  }

  private static int portOf(NettyByteNetwork network) {
    return network.listening().getFirst().getPort();
  }

  private static PortPool.Statistics ports(NettyByteNetwork network) {
    PortPool pool = network.streamDialer().pool(PORTS);
    assertThat(pool).isNotNull();
    return pool.statistics(System.nanoTime());
  }

  @ParameterizedTest
  @EnumSource
  void callsFromAPortOfTheRangeAndGivesItBack(Transport transport) throws IOException {
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, echo)) {
      Call call = new Call();
      Lane lane = network.lanes().getFirst();
      network.dialer().dial(order("127.0.0.1", portOf(network), 5_000, lane), call, call);
      ByteConnection connection = call.only();
      assertThat(connection.lane()).isSameAs(lane);
      assertThat(connection.local().getPort()).isBetween(PORTS.from(), PORTS.to());
      assertThat(echo.only().remote().getPort()).isEqualTo(connection.local().getPort());
      lane.execute(() -> connection.write(PATTERN, 0, PATTERN.length));
      Loopback.await(() -> call.bytes.get() == PATTERN.length, "the echo");
      assertThat(ports(network).busy()).isOne();
      assertThat(network.counters().dialed()).isOne();
      connection.close();
      Loopback.await(() -> call.ends.equals(List.of("null")), "the end");
      Loopback.await(() -> ports(network).busy() == 0, "the port to come back");
      Loopback.await(() -> network.counters().connections() == 0, "both ends gone");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsThatItWasRefusedAndGivesThePortBack(Transport transport) throws IOException {
    int closed = closedPort();
    try (NettyByteNetwork network =
        Streams.open(Streams.settings(), transport, new Streams.Recorder())) {
      Call call = new Call();
      network.dialer().dial(order("127.0.0.1", closed, 5_000, null), call, call);
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).containsIgnoringCase("refused");
      assertThat(call.connections).isEmpty();
      assertThat(call.ends).isEmpty();
      Loopback.await(() -> ports(network).busy() == 0, "the port to come back");
    }
  }

  @ParameterizedTest
  @EnumSource
  void callsFromTheAddressOfTheOrder(Transport transport) throws IOException {
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, echo)) {
      network
          .streamDialer()
          .directory(host -> Loopback.addresses("::1", "127.0.0.1").toArray(new InetAddress[0]));
      Call call = new Call();
      network.dialer().dial(from("127.0.0.7", portOf(network), PORTS), call, call);
      assertThat(echo.only().remote().getAddress()).isEqualTo(Loopback.address("127.0.0.7"));
      assertThat(call.only().local().getPort()).isBetween(PORTS.from(), PORTS.to());
    }
  }

  @Test
  void tellsThatAnAddressIsNotOfThisMachine() throws IOException {
    try (NettyByteNetwork network =
        Streams.open(Streams.settings(), Transport.EPOLL, new Streams.Recorder())) {
      Call call = new Call();
      network.dialer().dial(from("192.0.2.1", portOf(network), PortRange.ANY), call, call);
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).containsIgnoringCase("assign requested address");
      assertThat(call.connections).isEmpty();
    }
  }

  private static DialOrder from(String address, int port, PortRange ports) {
    return new DialOrder(
        "127.0.0.1", port, false, Duration.ofSeconds(5), ports, Loopback.address(address), null);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, Loopback.address("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @EnumSource
  void triesEveryAddressOfAHost(Transport transport) throws IOException {
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, echo)) {
      network
          .streamDialer()
          .directory(
              host ->
                  Loopback.addresses("127.0.0.3", "127.0.0.2", "127.0.0.1")
                      .toArray(new InetAddress[0]));
      Call call = new Call();
      network.dialer().dial(order("many.example", portOf(network), 5_000, null), call, call);
      assertThat(call.only().remote().getAddress()).isEqualTo(Loopback.address("127.0.0.1"));
      assertThat(call.failures).isEmpty();
    }
  }

  @Test
  void triesAnotherLocalPortWhereOneIsTaken() throws IOException {
    try (ServerSocket first = new ServerSocket(30_881, 1);
        ServerSocket second = new ServerSocket(30_882, 1);
        NettyByteNetwork network =
            Streams.open(Streams.settings(), Transport.EPOLL, new Streams.Recorder())) {
      Call call = new Call();
      network
          .dialer()
          .dial(
              new DialOrder(
                  "127.0.0.1",
                  portOf(network),
                  false,
                  Duration.ofSeconds(5),
                  new PortRange(30_881, 30_883),
                  null,
                  null),
              call,
              call);
      assertThat(call.only().local().getPort()).isEqualTo(30_883);
      assertThat(first.isBound() && second.isBound()).isTrue();
    }
  }

  @Test
  void tellsThatNoLocalPortIsFree() throws IOException {
    try (NettyByteNetwork network =
        Streams.open(Streams.settings(), Transport.EPOLL, new Streams.Recorder())) {
      Call call = new Call();
      int all = PORTS.to() - PORTS.from() + 1;
      for (int i = 0; i <= all; i++) {
        network.dialer().dial(order("127.0.0.1", portOf(network), 5_000, null), call, call);
      }
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).contains("no local port");
      Loopback.await(() -> call.connections.size() == all, "the others");
    }
  }

  @Test
  void tellsThatAHostIsUnknown() throws IOException {
    try (NettyByteNetwork network =
        Streams.open(Streams.settings(), Transport.EPOLL, new Streams.Recorder())) {
      network
          .streamDialer()
          .directory(
              host -> {
                throw new UnknownHostException(host);
              });
      Call call = new Call();
      network.dialer().dial(order("nowhere.invalid", 1935, 5_000, null), call, call);
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).contains("nowhere.invalid").contains("unknown");
    }
  }

  @Test
  void doesNotWaitForADirectoryThatHangs() throws IOException {
    CountDownLatch hanging = new CountDownLatch(1);
    try (NettyByteNetwork network =
        Streams.open(Streams.settings(), Transport.EPOLL, new Streams.Recorder())) {
      network
          .streamDialer()
          .directory(
              host -> {
                try {
                  hanging.await();
                } catch (InterruptedException e) {
                  throw new UnknownHostException(e.toString());
                }
                return new InetAddress[] {Loopback.address("127.0.0.1")};
              });
      Call call = new Call();
      network.dialer().dial(order("slow.example", portOf(network), 100, null), call, call);
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).contains("100 ms");
      hanging.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesUpOnAHostThatDoesNotAnswer(Transport transport) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, Loopback.address("127.0.0.1"));
        NettyByteNetwork network =
            Streams.open(Streams.settings(), transport, new Streams.Recorder())) {
      fill(deaf, waiting);
      Call call = new Call();
      network.dialer().dial(order("127.0.0.1", deaf.getLocalPort(), 300, null), call, call);
      Loopback.await(() -> call.failures.size() == 1, "the failure");
      assertThat(call.failures.getFirst()).containsAnyOf("300 ms", "timed out");
      Loopback.await(() -> ports(network).busy() == 0, "the port to come back");
      assertThat(call.connections).isEmpty();
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /** Fills the queue of connections that wait to be accepted; the kernel then drops requests. */
  private static void fill(ServerSocket deaf, List<Socket> waiting) throws IOException {
    for (int i = 0; i < 8; i++) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 200);
      } catch (java.net.SocketTimeoutException e) {
        return;
      }
    }
    throw new AssertionError("the queue has no end");
  }

  @ParameterizedTest
  @EnumSource
  void tellsEveryoneWhenTheNetworkCloses(Transport transport) throws IOException {
    Call open = new Call();
    Call pending = new Call();
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, Loopback.address("127.0.0.1"))) {
      fill(deaf, waiting);
      try (NettyByteNetwork network =
          Streams.open(Streams.settings(), transport, new Streams.Recorder())) {
        network.dialer().dial(order("127.0.0.1", portOf(network), 5_000, null), open, open);
        network
            .dialer()
            .dial(order("127.0.0.1", deaf.getLocalPort(), 60_000, null), pending, pending);
        open.only();
      }
      assertThat(open.ends).hasSize(1);
      assertThat(pending.failures).containsExactly("the network is closing");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void refusesALaneOfSomebodyElse() throws IOException {
    try (NettyByteNetwork network =
        Streams.open(Streams.settings(), Transport.EPOLL, new Streams.Recorder())) {
      Call call = new Call();
      assertThatThrownBy(
              () -> network.dialer().dial(order("127.0.0.1", 1, 100, new ManualLane()), call, call))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void neitherLosesPortsNorDescriptorsInManyCalls() throws IOException {
    int closed = closedPort();
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), Transport.EPOLL, echo)) {
      Call first = new Call();
      dialAndHangUp(network, first, closed);
      long before = Streams.descriptors();
      for (int i = 0; i < 30; i++) {
        dialAndHangUp(network, new Call(), closed);
      }
      assertThat(ports(network).busy()).isZero();
      Loopback.await(() -> network.counters().connections() == 0, "all gone");
      Loopback.await(() -> Streams.descriptors() <= before + 2, "descriptors given back");
    }
  }

  private static void dialAndHangUp(NettyByteNetwork network, Call call, int closed) {
    Loopback.await(() -> ports(network).free() > 2, "a free port");
    network.dialer().dial(order("127.0.0.1", portOf(network), 5_000, null), call, call);
    network.dialer().dial(order("127.0.0.1", closed, 5_000, null), call, call);
    call.only().close();
    Loopback.await(() -> call.ends.size() == 1 && call.failures.size() == 1, "the end");
    Loopback.await(() -> ports(network).busy() == 0, "the port to come back");
  }

  /** Keeps how a call went. */
  static final class Call extends Streams.Recorder implements DialOutcome {
    final List<String> failures = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Override
    public void connected(ByteConnection connection) {
      connections.add(connection);
    }

    @Override
    public void failed(String why) {
      failures.add(why);
    }
  }
}
