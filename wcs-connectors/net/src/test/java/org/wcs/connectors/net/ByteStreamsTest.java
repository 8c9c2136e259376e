package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.SharedOctets;

class ByteStreamsTest {

  private static final byte[] PATTERN = Loopback.pattern(4_999);

  @ParameterizedTest
  @EnumSource
  void carriesBytesBothWays(Transport transport) throws IOException {
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, echo);
        Socket socket = Streams.connect(network)) {
      socket.getOutputStream().write(PATTERN);
      assertThat(socket.getInputStream().readNBytes(PATTERN.length)).isEqualTo(PATTERN);
      ByteConnection connection = echo.only();
      assertThat(connection.remote().getPort()).isEqualTo(socket.getLocalPort());
      assertThat(connection.local()).isEqualTo(network.listening().getFirst());
      assertThat(network.counters().bytesIn()).isEqualTo(PATTERN.length);
      Loopback.await(() -> network.counters().bytesOut() == PATTERN.length, "all counted");
      assertThat(network.counters().accepted()).isOne();
    }
    assertThat(echo.ends).containsExactly("null");
  }

  @Test
  void sendsAllThatADrainWroteToAConnectionWithOneCall() throws IOException {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), Transport.EPOLL, recorder);
        Socket first = Streams.connect(network);
        Socket second = Streams.connect(network)) {
      Loopback.await(() -> recorder.connections.size() == 2, "both connections");
      SharedOctets octets = SharedOctets.of(PATTERN, 0, 100);
      network
          .lanes()
          .getFirst()
          .execute(
              () -> {
                for (int i = 0; i < 300; i++) {
                  recorder.connections.forEach(connection -> connection.write(octets));
                }
              });
      assertThat(first.getInputStream().readNBytes(30_000)).hasSize(30_000).startsWith(head(100));
      assertThat(second.getInputStream().readNBytes(30_000)).endsWith(head(100));
      assertThat(network.counters().sendCalls()).isEqualTo(2);
    }
  }

  private static byte[] head(int length) {
    return java.util.Arrays.copyOf(PATTERN, length);
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingWhenThePeerReadsSlowly(Transport transport) throws IOException {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder);
        Socket socket = Streams.connect(network)) {
      ByteConnection connection = recorder.only();
      SharedOctets octets = SharedOctets.of(PATTERN);
      int count = 6_000;
      Streams.write(connection, octets, count);
      Loopback.await(() -> recorder.writability.contains(false), "not writable");
      long unsent = Loopback.onLane(connection.lane(), connection::unsentBytes);
      assertThat(unsent).isBetween(1L, (long) count * PATTERN.length);
      connection.close();
      assertThat(Streams.matching(socket.getInputStream(), PATTERN))
          .isEqualTo((long) count * PATTERN.length);
      Loopback.await(() -> recorder.ends.size() == 1, "the end");
      assertThat(network.counters().bytesOut()).isEqualTo((long) count * PATTERN.length);
    }
    assertThat(recorder.ends).containsExactly("null");
  }

  @ParameterizedTest
  @EnumSource
  void isWritableAgainWhenThePeerHasCaughtUp(Transport transport) throws IOException {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder);
        Socket socket = Streams.connect(network)) {
      ByteConnection connection = recorder.only();
      SharedOctets octets = SharedOctets.of(Loopback.pattern(1 << 20));
      Streams.write(connection, octets, 20);
      Loopback.await(() -> recorder.writability.equals(List.of(false)), "not writable");
      assertThat(socket.getInputStream().readNBytes(20 << 20)).hasSize(20 << 20);
      Loopback.await(() -> recorder.writability.equals(List.of(false, true)), "writable");
      assertThat(Loopback.onLane(connection.lane(), connection::unsentBytes)).isZero();
      assertThat(Loopback.onLane(connection.lane(), connection::writable)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAPeerThatLetsTooMuchPileUp(Transport transport) throws IOException {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder);
        Socket socket = Streams.connect(network)) {
      ByteConnection connection = recorder.only();
      SharedOctets octets = SharedOctets.of(Loopback.pattern(1 << 20));
      Streams.write(connection, octets, 70);
      Loopback.await(() -> recorder.ends.size() == 1, "the end");
      assertThat(recorder.ends.getFirst()).contains("takes too little");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void deliversTheLastWordsToAPeerThatIsStillTalking(Transport transport) throws IOException {
    Streams.Recorder recorder =
        new Streams.Recorder() {
          @Override
          public void received(ByteConnection connection, byte[] buffer, int offset, int length) {
            super.received(connection, buffer, offset, length);
            connection.write(PATTERN, 0, PATTERN.length);
            connection.close();
            connection.close();
            connection.write(PATTERN, 0, PATTERN.length);
          }
        };
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder);
        Socket socket = Streams.connect(network)) {
      socket.getOutputStream().write(1);
      Loopback.await(() -> network.counters().bytesOut() == PATTERN.length, "the last words");
      socket.getOutputStream().write(new byte[50_000]);
      assertThat(Streams.matching(socket.getInputStream(), PATTERN)).isEqualTo(PATTERN.length);
      socket.shutdownOutput();
      Loopback.await(() -> recorder.ends.equals(List.of("null")), "the end told once");
      assertThat(recorder.bytes).hasValue(1);
    }
    assertThat(recorder.ends).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void closesAlsoWhenThePeerNeverDoes(Transport transport) throws IOException {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder);
        Socket socket = Streams.connect(network)) {
      recorder.only().close();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      Loopback.await(() -> recorder.ends.equals(List.of("null")), "the end");
      assertThat(network.counters().connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void survivesAPeerThatResetsInTheMiddle(Transport transport) throws IOException {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder)) {
      SharedOctets octets = SharedOctets.of(Loopback.pattern(1 << 20));
      for (int round = 1; round <= 50; round++) {
        recorder.connections.clear();
        try (Socket socket = Streams.connect(network)) {
          ByteConnection connection = recorder.only();
          Streams.write(connection, octets, 20);
          assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
          socket.setSoLinger(true, 0);
        }
        int ended = round;
        Loopback.await(() -> recorder.ends.size() == ended, "the end");
      }
      assertThat(network.counters().connections()).isZero();
    }
    assertThat(recorder.ends).hasSize(50);
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingWhilePaused(Transport transport) throws IOException {
    Streams.Recorder recorder = new Streams.Recorder();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder);
        Socket socket = Streams.connect(network)) {
      ByteConnection connection = recorder.only();
      Loopback.onLane(
          connection.lane(),
          () -> {
            connection.pauseReading();
            return true;
          });
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      socket.getOutputStream().write(new byte[30 << 20]);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      Loopback.await(() -> writer.getState() == Thread.State.WAITING, "a writer that waits");
      assertThat(recorder.bytes.get()).isLessThan(1 << 20);
      Loopback.onLane(
          connection.lane(),
          () -> {
            connection.resumeReading();
            return true;
          });
      Loopback.await(() -> recorder.bytes.get() == 30 << 20, "everything");
    }
  }

  @ParameterizedTest
  @EnumSource
  void servesAThousandConnectionsAndForgetsThem(Transport transport) throws IOException {
    long before = Streams.descriptors();
    Streams.Recorder recorder = new Streams.Recorder();
    List<Socket> sockets = new ArrayList<>();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder)) {
      for (int i = 0; i < 1_000; i++) {
        sockets.add(Streams.connect(network));
      }
      Loopback.await(() -> recorder.connections.size() == 1_000, "all connections");
      SharedOctets octets = SharedOctets.of(PATTERN);
      for (int i = 0; i < 10; i++) {
        Loopback.onLane(
            network.lanes().getFirst(),
            () -> {
              recorder.connections.forEach(connection -> connection.write(octets));
              return true;
            });
      }
      for (Socket socket : sockets) {
        InputStream in = socket.getInputStream();
        assertThat(in.readNBytes(10 * PATTERN.length)).hasSize(10 * PATTERN.length);
        socket.close();
      }
      Loopback.await(() -> recorder.ends.size() == 1_000, "all ends");
      assertThat(network.counters().connections()).isZero();
      assertThat(network.counters().bytesOut()).isEqualTo(10_000L * PATTERN.length);
    }
    Loopback.await(() -> Streams.descriptors() <= before + 5, "descriptors given back");
  }

  @ParameterizedTest
  @EnumSource
  void refusesMoreThanAllowed(Transport transport) throws IOException {
    ByteListenerSettings settings =
        Streams.settings(null, new ByteListenerSettings.Limits(2, 0, 16), false);
    refusesTheThird(settings, transport);
  }

  @ParameterizedTest
  @EnumSource
  void refusesMoreThanAllowedFromOneAddress(Transport transport) throws IOException {
    ByteListenerSettings settings =
        Streams.settings(null, new ByteListenerSettings.Limits(100, 2, 16), false);
    refusesTheThird(settings, transport);
  }

  private static void refusesTheThird(ByteListenerSettings settings, Transport transport)
      throws IOException {
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network = Streams.open(settings, transport, echo);
        Socket first = Streams.connect(network)) {
      try (Socket second = Streams.connect(network);
          Socket third = Streams.connect(network)) {
        assertThat(third.getInputStream().read()).isEqualTo(-1);
        second.getOutputStream().write(7);
        assertThat(second.getInputStream().read()).isEqualTo(7);
      }
      Loopback.await(() -> network.counters().connections() == 1, "the second to go");
      try (Socket fourth = Streams.connect(network)) {
        fourth.getOutputStream().write(9);
        assertThat(fourth.getInputStream().read()).isEqualTo(9);
      }
      assertThat(first.isConnected()).isTrue();
      assertThat(network.counters().refused()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void closesWhomTheAcceptorDoesNotWant(Transport transport) throws IOException {
    try (NettyByteNetwork network =
            Streams.open(Streams.settings(), transport, connection -> null);
        Socket socket = Streams.connect(network)) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAConnectionWhoseReceiverHasAFaultAndNoOther(Transport transport) throws IOException {
    Streams.Recorder recorder =
        new Streams.Recorder() {
          @Override
          public void received(ByteConnection connection, byte[] buffer, int offset, int length) {
            if (buffer[offset] == 'x') {
              throw new IllegalStateException("a fault on purpose");
            }
            connection.write(buffer, offset, length);
          }
        };
    try (NettyByteNetwork network = Streams.open(Streams.settings(), transport, recorder);
        Socket good = Streams.connect(network);
        Socket bad = Streams.connect(network)) {
      bad.getOutputStream().write('x');
      assertThat(bad.getInputStream().read()).isEqualTo(-1);
      Loopback.await(() -> recorder.ends.equals(List.of("a fault of the server")), "the end");
      good.getOutputStream().write('g');
      assertThat(good.getInputStream().read()).isEqualTo('g');
    }
  }

  @ParameterizedTest
  @EnumSource
  void bindsAllPortsOrNone(Transport transport) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, Loopback.address("127.0.0.1"))) {
      int port = taken.getLocalPort();
      ByteListenerSettings settings =
          new ByteListenerSettings(
              List.of(
                  new ByteListenerSettings.Port(0, Loopback.addresses("127.0.0.1"), false),
                  new ByteListenerSettings.Port(port, Loopback.addresses("127.0.0.1"), false)),
              null,
              1,
              new ByteListenerSettings.Limits(1, 0, 1),
              Streams.BUFFERS,
              0,
              false);
      refusesToOpen(settings, transport, port);
      long before = Streams.descriptors();
      refusesToOpen(settings, transport, port);
      Loopback.await(() -> Streams.descriptors() <= before, "nothing open");
    }
  }

  private static void refusesToOpen(ByteListenerSettings settings, Transport transport, int port)
      throws IOException {
    SslContext client = TlsContexts.client(false, null);
    assertThatThrownBy(() -> NettyByteNetwork.open(settings, transport, client))
        .isInstanceOf(BindException.class)
        .hasMessageContaining(String.valueOf(port));
  }

  @Test
  void listensOnEveryAddressWhereNoneIsNamed() throws IOException {
    ByteListenerSettings settings =
        new ByteListenerSettings(
            List.of(new ByteListenerSettings.Port(0, List.of(), false)),
            null,
            2,
            new ByteListenerSettings.Limits(10, 0, 16),
            Streams.BUFFERS,
            0,
            false);
    Streams.Echo echo = new Streams.Echo();
    try (NettyByteNetwork network = Streams.open(settings, Transport.EPOLL, echo)) {
      int port = network.listening().getFirst().getPort();
      try (Socket one = new Socket(Loopback.address("127.0.0.1"), port);
          Socket two = new Socket(Loopback.address("127.0.0.2"), port)) {
        one.getOutputStream().write(1);
        assertThat(one.getInputStream().read()).isEqualTo(1);
        two.getOutputStream().write(2);
        assertThat(two.getInputStream().read()).isEqualTo(2);
        assertThat(echo.connections.get(0).lane()).isNotSameAs(echo.connections.get(1).lane());
      }
    }
  }

  @Test
  void allocatesNothingPerSharedWriteAndConnection() throws IOException {
    Streams.Recorder recorder = new Streams.Recorder();
    List<Socket> sockets = new ArrayList<>();
    try (NettyByteNetwork network = Streams.open(Streams.settings(), Transport.EPOLL, recorder)) {
      for (int i = 0; i < 50; i++) {
        sockets.add(Streams.connect(network));
      }
      Loopback.await(() -> recorder.connections.size() == 50, "all connections");
      List<ByteConnection> connections = List.copyOf(recorder.connections);
      SharedOctets octets = SharedOctets.of(PATTERN, 0, 1_000);
      Runnable round =
          () -> {
            for (int i = 0; i < connections.size(); i++) {
              connections.get(i).write(octets);
              connections.get(i).write(octets);
              connections.get(i).flush();
            }
          };
      AtomicLong allocated = new AtomicLong();
      for (int i = 0; i < 200; i++) {
        allocated.set(
            Loopback.onLane(
                network.lanes().getFirst(),
                () -> {
                  long start = allocatedHere();
                  for (int turn = 0; turn < 10; turn++) {
                    round.run();
                  }
                  return allocatedHere() - start;
                }));
        for (Socket socket : sockets) {
          assertThat(socket.getInputStream().readNBytes(20_000)).hasSize(20_000);
        }
      }
      assertThat(allocated.get() / (10 * 50 * 2)).isLessThan(2);
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static long allocatedHere() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
