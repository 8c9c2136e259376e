package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wcs.net.DatagramPort;
import org.wcs.net.MediaPath;
import org.wcs.net.NetworkSettings;

class UdpSocketsTest {

  private static final int FROM = 31_400;
  private static final int TO = 31_480;

  @ParameterizedTest
  @CsvSource({
    "EPOLL,true,1", "EPOLL,true,2", "EPOLL,true,5", "EPOLL,true,64",
    "EPOLL,false,1", "EPOLL,false,2", "EPOLL,false,5", "EPOLL,false,64",
    "NIO,true,1", "NIO,true,5", "NIO,true,64"
  })
  void sendsEverySegmentOfABurstInOrder(Transport transport, boolean segmentation, int segments)
      throws IOException {
    NetworkSettings settings =
        new NetworkSettings(
            FROM, TO, Loopback.addresses("127.0.0.1"), false, 1, segmentation, Loopback.BUFFERS);
    byte[] burst = Loopback.pattern(1000 * (segments - 1) + 333);
    try (NettyMediaNetwork network = NettyMediaNetwork.open(settings, transport);
        DatagramSocket client = Loopback.client()) {
      LaneSockets sockets = network.sockets().getFirst();
      Loopback.onLane(
          sockets.lane(),
          () -> {
            pathTo(sockets, client).sendBurst(burst, 0, burst.length, 1000);
            return true;
          });
      for (int from = 0; from < burst.length; from += 1000) {
        int to = Math.min(burst.length, from + 1000);
        assertThat(Loopback.receive(client)).isEqualTo(Arrays.copyOfRange(burst, from, to));
      }
      Loopback.await(
          () -> network.lanes().getFirst().counters().datagramsOut() == segments, "the counter");
      assertThat(sockets.counters().bytesOut()).isEqualTo(burst.length);
      assertThat(sockets.counters().sendDrops()).isZero();
    }
  }

  @Test
  void sendsABurstThatExceedsSlotsAndBytesOfOneCall() throws IOException {
    byte[] burst = Loopback.pattern(60_000);
    try (NettyMediaNetwork network =
            NettyMediaNetwork.open(Loopback.settings(FROM, TO, "127.0.0.1"));
        DatagramSocket client = Loopback.client()) {
      LaneSockets sockets = network.sockets().getFirst();
      client.setReceiveBufferSize(4 << 20);
      Loopback.onLane(
          sockets.lane(),
          () -> {
            MediaPath path = pathTo(sockets, client);
            for (int i = 0; i < 15; i++) {
              path.sendBurst(burst, 0, burst.length, 1000);
            }
            return true;
          });
      Loopback.await(() -> sockets.counters().datagramsOut() == 900, "900 datagrams");
      for (int i = 0; i < 900; i++) {
        int from = i % 60 * 1000;
        assertThat(Loopback.receive(client))
            .isEqualTo(Arrays.copyOfRange(burst, from, from + 1000));
      }
    }
  }

  @Test
  void sendsSinglyWhereTheKernelRefusesOffload() throws IOException {
    try (NettyMediaNetwork network =
            NettyMediaNetwork.open(Loopback.settings(FROM, TO, "127.0.0.1"));
        DatagramSocket client = Loopback.client()) {
      LaneSockets sockets = network.sockets().getFirst();
      assumeTrue(LinuxCalls.available());
      // A socket without checksums (SOL_SOCKET, SO_NO_CHECK) may not offload: EINVAL.
      sockets
          .ports()
          .getFirst()
          .channel()
          .config()
          .setOption(new IntegerUnixChannelOption("SO_NO_CHECK", 1, 11), 1);
      byte[] burst = Loopback.pattern(2_500);
      Loopback.onLane(
          sockets.lane(),
          () -> {
            MediaPath path = pathTo(sockets, client);
            path.send(burst, 0, 10);
            path.sendBurst(burst, 0, 2_500, 1_000);
            path.send(burst, 0, 20);
            path.sendBurst(burst, 0, 2_000, 1_000);
            return true;
          });
      for (int length : new int[] {10, 1_000, 1_000, 500, 20, 1_000, 1_000}) {
        assertThat(Loopback.receive(client)).hasSize(length);
      }
      Loopback.await(() -> sockets.counters().datagramsOut() == 7, "seven sent");
      assertThat(sockets.counters().sendDrops()).isZero();
    }
  }

  @Test
  void flushesOnceWhatOneWakeUpBrings() throws IOException {
    try (NettyMediaNetwork network =
            NettyMediaNetwork.open(Loopback.settings(FROM, TO, "127.0.0.1", "127.0.0.2"));
        DatagramSocket client = Loopback.client()) {
      LaneSockets sockets = network.sockets().getFirst();
      AtomicInteger count = new AtomicInteger();
      List<Integer> flushes = new CopyOnWriteArrayList<>();
      sockets.receiver(
          new Loopback.Recorder() {
            @Override
            public void datagram(
                DatagramPort port, InetSocketAddress remote, byte[] buffer, int at, int length) {
              if (count.getAndIncrement() == 0) {
                sockets.lane().flushAfterDrain(() -> flushes.add(count.get()));
              }
            }
          });
      Loopback.onLane(
          sockets.lane(),
          () -> {
            sendAll(client, sockets.udp(), 20);
            return true;
          });
      Loopback.await(() -> !flushes.isEmpty(), "the flush");
      assertThat(flushes).containsExactly(40);
    }
  }

  /** While the lane is busy with this, all of it gathers in the sockets. */
  private static void sendAll(DatagramSocket client, List<InetSocketAddress> to, int count) {
    try {
      for (int i = 0; i < count; i++) {
        for (InetSocketAddress address : to) {
          client.send(new DatagramPacket(new byte[100], 100, address));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void letsAShortDatagramRideWithTheBurstBeforeIt() throws IOException {
    try (NettyMediaNetwork network =
            NettyMediaNetwork.open(Loopback.settings(FROM, TO, "127.0.0.1"));
        DatagramSocket client = Loopback.client()) {
      LaneSockets sockets = network.sockets().getFirst();
      byte[] bytes = Loopback.pattern(2000);
      Loopback.onLane(
          sockets.lane(),
          () -> {
            MediaPath path = pathTo(sockets, client);
            path.sendBurst(bytes, 0, 2000, 1000);
            path.sendBurst(bytes, 0, 170, 170);
            path.sendBurst(bytes, 0, 900, 900);
            return true;
          });
      assertThat(Loopback.receive(client)).hasSize(1000);
      assertThat(Loopback.receive(client)).hasSize(1000);
      assertThat(Loopback.receive(client)).hasSize(170);
      assertThat(Loopback.receive(client)).hasSize(900);
      assertThat(sockets.counters().sendCalls()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"EPOLL", "NIO"})
  void answersFromTheAddressAsked(Transport transport) throws IOException {
    NetworkSettings settings = Loopback.settings(FROM, TO, "127.0.0.1", "127.0.0.2");
    try (NettyMediaNetwork network = NettyMediaNetwork.open(settings, transport);
        DatagramSocket client = Loopback.client()) {
      network.lanes().getFirst().receiver(new Echo());
      List<InetSocketAddress> locals = network.lanes().getFirst().udp();
      assertThat(locals).hasSize(2);
      assertThat(locals.get(0).getPort()).isEqualTo(locals.get(1).getPort());
      for (InetSocketAddress local : locals) {
        client.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, local));
        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
        client.receive(answer);
        assertThat(answer.getSocketAddress()).isEqualTo(local);
        assertThat(answer.getLength()).isEqualTo(3);
      }
      assertThat(network.lanes().getFirst().counters().datagramsIn()).isEqualTo(2);
    }
  }

  @Test
  void answersOverIpv6() throws IOException {
    NetworkSettings settings = Loopback.settings(FROM, TO, "127.0.0.1", "::1");
    try (NettyMediaNetwork network = NettyMediaNetwork.open(settings);
        DatagramSocket client =
            new DatagramSocket(new InetSocketAddress(Loopback.address("::1"), 0))) {
      client.setSoTimeout(5_000);
      network.lanes().getFirst().receiver(new Echo());
      InetSocketAddress local = network.lanes().getFirst().udp().get(1);
      client.send(new DatagramPacket(new byte[] {9}, 1, local));
      assertThat(Loopback.receive(client)).containsExactly(9);
    }
  }

  @Test
  void survivesAReceiverThatThrows() throws IOException {
    try (NettyMediaNetwork network =
            NettyMediaNetwork.open(Loopback.settings(FROM, TO, "127.0.0.1"));
        DatagramSocket client = Loopback.client()) {
      Echo echo = new Echo();
      echo.faults = 1;
      network.lanes().getFirst().receiver(echo);
      InetSocketAddress local = network.lanes().getFirst().udp().getFirst();
      client.send(new DatagramPacket(new byte[] {1}, 1, local));
      client.send(new DatagramPacket(new byte[] {2}, 1, local));
      assertThat(Loopback.receive(client)).containsExactly(2);
    }
  }

  @Test
  void skipsAPortOfWhichOneAddressIsTaken() throws IOException {
    try (NettyMediaNetwork first =
        NettyMediaNetwork.open(Loopback.settings(FROM, TO, "127.0.0.2"))) {
      int taken = first.lanes().getFirst().udp().getFirst().getPort();
      try (NettyMediaNetwork second =
          NettyMediaNetwork.open(Loopback.settings(taken, TO, "127.0.0.1", "127.0.0.2"))) {
        assertThat(second.lanes().getFirst().udp().getFirst().getPort()).isEqualTo(taken + 1);
        assertThat(second.lanes().getFirst().tcp().getLast().getPort()).isEqualTo(taken + 1);
      }
    }
  }

  @Test
  void namesTheRangeWhenNoPortIsLeftAndLeavesNothingOpen() throws IOException {
    int port = FROM + 70;
    try (NettyMediaNetwork first =
        NettyMediaNetwork.open(Loopback.settings(port, port, "127.0.0.2"))) {
      assertThat(first.lanes()).hasSize(1);
      assertThatThrownBy(
              () -> NettyMediaNetwork.open(Loopback.settings(port, port, "127.0.0.1", "127.0.0.2")))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(port + " to " + port)
          .hasMessageContaining("127.0.0.2");
      try (DatagramSocket free =
          new DatagramSocket(new InetSocketAddress(Loopback.address("127.0.0.1"), port))) {
        assertThat(free.isBound()).isTrue();
      }
    }
  }

  @Test
  void refusesAnAddressOfAnotherMachine() {
    assertThatThrownBy(() -> NettyMediaNetwork.open(Loopback.settings(FROM, TO, "203.0.113.5")))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("203.0.113.5");
  }

  @Test
  void opensEveryAddressOfTheMachineAndOnePortPerLane() throws IOException {
    NetworkSettings settings =
        new NetworkSettings(FROM, TO, List.of(), true, 3, true, Loopback.BUFFERS, 1_000_000);
    try (NettyMediaNetwork network = NettyMediaNetwork.open(settings)) {
      assertThat(network.lanes()).hasSize(3);
      assertThat(network.lanes().stream().map(lane -> lane.udp().getFirst().getPort()).distinct())
          .hasSize(3);
      assertThat(network.lanes().getFirst().udp())
          .anyMatch(address -> address.getAddress().isLoopbackAddress())
          .noneMatch(address -> address.getAddress().isAnyLocalAddress());
    }
  }

  @Test
  void closesTwiceWithoutHarmAndFreesThePort() throws IOException {
    NettyMediaNetwork network = NettyMediaNetwork.open(Loopback.settings(FROM, TO, "127.0.0.1"));
    InetSocketAddress local = network.lanes().getFirst().udp().getFirst();
    LaneSockets sockets = network.sockets().getFirst();
    network.close();
    network.close();
    try (DatagramSocket free = new DatagramSocket(local)) {
      assertThat(free.isBound()).isTrue();
    }
    sockets.lane().execute(() -> {});
    sockets.lane().schedule(1, () -> {}).cancel();
    assertThat(sockets.ports()).hasSize(1);
  }

  @Test
  void allocatesNothingPerBurst() throws IOException {
    try (NettyMediaNetwork network =
            NettyMediaNetwork.open(Loopback.settings(FROM, TO, "127.0.0.1"));
        DatagramSocket client = Loopback.client()) {
      LaneSockets sockets = network.sockets().getFirst();
      MediaPath path = Loopback.onLane(sockets.lane(), () -> pathTo(sockets, client));
      byte[] burst = Loopback.pattern(2550);
      long least = Long.MAX_VALUE; // of rounds, since the compiler needs its time
      for (int round = 0; round < 10 && least >= 16 * 20_000; round++) {
        least = Math.min(least, burstsOnLane(sockets, path, burst, 20_000));
      }
      assertThat(least / 20_000.0).isLessThan(16);
    }
  }

  /** One drain with that many bursts of two sorts; how many bytes the lane's thread allocated. */
  private static long burstsOnLane(LaneSockets sockets, MediaPath path, byte[] burst, int count) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Loopback.onLane(
        sockets.lane(),
        () -> {
          long before = threads.getCurrentThreadAllocatedBytes();
          for (int i = 0; i < count / 2; i++) {
            path.sendBurst(burst, 0, 2550, 850);
            path.send(burst, 0, 170);
          }
          return threads.getCurrentThreadAllocatedBytes() - before;
        });
  }

  private static MediaPath pathTo(LaneSockets sockets, DatagramSocket client) {
    return sockets.ports().getFirst().pathTo(Loopback.addressOf(client));
  }

  private static final class Echo extends Loopback.Recorder {
    private int faults;

    @Override
    public void datagram(
        DatagramPort port, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      if (faults-- > 0) {
        throw new IllegalStateException("a fault on purpose");
      }
      port.send(buffer, offset, length, remote);
    }
  }
}
