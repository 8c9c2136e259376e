package org.wcs.connectors.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.DatagramPort;
import org.wcs.net.MediaPath;
import org.wcs.net.PairOrder;
import org.wcs.net.PairOutcome;
import org.wcs.net.PairReceiver;
import org.wcs.net.PortPair;
import org.wcs.net.PortRange;

class PortPairsTest {

  /** Below those that the kernel gives away. */
  private static final PortRange PORTS = new PortRange(30_901, 30_920);

  private static NettyByteNetwork network(Transport transport) throws IOException {
    ByteListenerSettings usual = Streams.settings();
    ByteListenerSettings nobody =
        new ByteListenerSettings(
            List.of(), null, 2, usual.limits(), usual.buffers(), 0, usual.trustAll());
    return Streams.open(nobody, transport, new Streams.Recorder());
  }

  private static Opened open(NettyByteNetwork network, PortRange ports) {
    Opened opened = new Opened();
    Lane lane = network.lanes().getLast();
    network.pairs().open(new PairOrder(lane, Loopback.address("127.0.0.1"), ports), opened, opened);
    return opened;
  }

  private static void send(DatagramSocket from, byte[] bytes, InetSocketAddress to)
      throws IOException {
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  @ParameterizedTest
  @EnumSource
  void bindsAnEvenPortAndTheNextAndReceivesOnBoth(Transport transport) throws IOException {
    try (NettyByteNetwork network = network(transport);
        DatagramSocket peer = Loopback.client()) {
      Opened opened = open(network, PORTS);
      PortPair pair = opened.pair();
      assertThat(pair.rtp().local().getPort()).isEqualTo(30_902);
      assertThat(pair.rtcp().local().getPort()).isEqualTo(30_903);
      send(peer, Loopback.pattern(1_400), pair.rtp().local());
      send(peer, Loopback.pattern(40), pair.rtcp().local());
      Loopback.await(() -> opened.arrived.size() == 2, "two datagrams");
      assertThat(opened.arrived)
          .containsExactlyInAnyOrder(
              "rtp " + Loopback.addressOf(peer) + " 1400",
              "rtcp " + Loopback.addressOf(peer) + " 40");
      assertThat(opened.strangers).isEmpty();
      Loopback.await(() -> network.counters().datagrams().datagramsIn() == 2, "the counters");
      assertThat(network.counters().datagrams().bytesIn()).isEqualTo(1_440);
    }
  }

  @ParameterizedTest
  @EnumSource
  void sendsBurstsOfManyPairsInOneDrain(Transport transport) throws IOException {
    byte[] burst = Loopback.pattern(2_500);
    try (NettyByteNetwork network = network(transport);
        DatagramSocket peer = Loopback.client()) {
      PortPair first = open(network, PORTS).pair();
      PortPair second = open(network, PORTS).pair();
      Loopback.onLane(
          network.lanes().getLast(),
          () -> {
            for (DatagramPort port : List.of(first.rtp(), second.rtp(), first.rtp())) {
              MediaPath path = port.pathTo(Loopback.addressOf(peer));
              path.sendBurst(burst, 0, burst.length, 1_000);
            }
            second.rtcp().send(burst, 0, 8, Loopback.addressOf(peer));
            return true;
          });
      List<String> got = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        peer.receive(packet);
        got.add(packet.getPort() + " " + packet.getLength());
      }
      assertThat(got).filteredOn("30902 1000"::equals).hasSize(4);
      assertThat(got).filteredOn("30902 500"::equals).hasSize(2);
      assertThat(got).filteredOn("30904 1000"::equals).hasSize(2);
      assertThat(got).contains("30904 500", "30905 8");
      Loopback.await(() -> network.counters().datagrams().datagramsOut() == 10, "the counters");
      assertThat(network.counters().datagrams().sendDrops()).isZero();
    }
  }

  @Test
  void sendsNothingOfAPairThatClosesInTheSameDrain() throws IOException {
    byte[] burst = Loopback.pattern(2_000);
    try (NettyByteNetwork network = network(Transport.best());
        DatagramSocket peer = Loopback.client()) {
      PortPair first = open(network, PORTS).pair();
      PortPair second = open(network, PORTS).pair();
      Loopback.onLane(
          network.lanes().getLast(),
          () -> {
            first.rtp().pathTo(Loopback.addressOf(peer)).sendBurst(burst, 0, 2_000, 1_000);
            first.close();
            first.rtp().pathTo(Loopback.addressOf(peer)).sendBurst(burst, 0, 2_000, 1_000);
            second.rtp().pathTo(Loopback.addressOf(peer)).sendBurst(burst, 0, 20, 20);
            return true;
          });
      assertThat(Loopback.receive(peer)).hasSize(20);
    }
  }

  @Test
  void skipsPortsThatOthersHave() throws IOException {
    try (DatagramSocket even =
            new DatagramSocket(new InetSocketAddress(Loopback.address("127.0.0.1"), 30_902));
        DatagramSocket odd =
            new DatagramSocket(new InetSocketAddress(Loopback.address("127.0.0.1"), 30_905));
        NettyByteNetwork network = network(Transport.best())) {
      assertThat(open(network, PORTS).pair().rtp().local().getPort()).isEqualTo(30_906);
      assertThat(even.isBound() && odd.isBound()).isTrue();
      PortPool pool = network.streamPairs().pool(PORTS);
      assertThat(pool).isNotNull();
      Loopback.await(() -> pool.statistics(System.nanoTime()).busy() == 1, "one pair in use");
    }
  }

  @Test
  void givesPortsBackAfterTheyHaveRested() throws IOException {
    PortRange one = new PortRange(30_921, 30_923);
    try (NettyByteNetwork network = network(Transport.best())) {
      PortPair pair = open(network, one).pair();
      assertThat(open(network, one).failure()).contains("30922");
      pair.close();
      pair.close();
      PortPool pool = network.streamPairs().pool(one);
      assertThat(pool).isNotNull();
      Loopback.await(() -> pool.statistics(System.nanoTime()).busy() == 0, "the port back");
      assertThat(pool.statistics(System.nanoTime()).quarantine()).isOne();
      long later = System.nanoTime() + PairHouse.QUARANTINE_NANOS;
      assertThat(pool.statistics(later)).isEqualTo(new PortPool.Statistics(1, 0, 0));
      try (DatagramSocket free =
          new DatagramSocket(new InetSocketAddress(Loopback.address("127.0.0.1"), 30_923))) {
        assertThat(free.isBound()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesWhatTheSystemGives(Transport transport) throws IOException {
    try (NettyByteNetwork network = network(transport)) {
      for (int i = 0; i < 8; i++) {
        PortPair pair = open(network, PortRange.ANY).pair();
        int even = pair.rtp().local().getPort();
        assertThat(even % 2).isZero();
        assertThat(pair.rtcp().local().getPort()).isEqualTo(even + 1);
      }
    }
  }

  @Test
  void closesEveryPairWithTheNetwork() throws IOException {
    long before = Streams.descriptors();
    NettyByteNetwork network = network(Transport.best());
    for (int i = 0; i < 5; i++) {
      assertThat(open(network, PORTS).pair()).isNotNull();
    }
    network.close();
    Loopback.await(() -> Streams.descriptors() <= before + 2, "the sockets to be closed");
    try (DatagramSocket free =
        new DatagramSocket(new InetSocketAddress(Loopback.address("127.0.0.1"), 30_902))) {
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void outlivesAReceiverThatFails() throws IOException {
    try (NettyByteNetwork network = network(Transport.best());
        DatagramSocket peer = Loopback.client()) {
      Opened opened = open(network, PORTS);
      PortPair pair = opened.pair();
      send(peer, new byte[0], pair.rtp().local());
      send(peer, new byte[3], pair.rtp().local());
      Loopback.await(() -> !opened.arrived.isEmpty(), "the second datagram");
    }
  }

  @Test
  void refusesLanesOfOthersAndRangesWithoutAPair() throws IOException {
    try (NettyByteNetwork network = network(Transport.best())) {
      Opened opened = new Opened();
      PairOrder foreign =
          new PairOrder(new ManualLane(), Loopback.address("127.0.0.1"), PortRange.ANY);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.pairs().open(foreign, opened, opened));
      assertThat(open(network, new PortRange(30_901, 30_902)).failure()).contains("30901");
    }
  }

  /** Keeps all that happens; an empty datagram is a fault. */
  private static final class Opened implements PairOutcome, PairReceiver {
    private final List<PortPair> pairs = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<PortPair> strangers = new CopyOnWriteArrayList<>();

    PortPair pair() {
      Loopback.await(() -> !pairs.isEmpty() || !failures.isEmpty(), "the outcome");
      assertThat(failures).isEmpty();
      return pairs.getFirst();
    }

    String failure() {
      Loopback.await(() -> !pairs.isEmpty() || !failures.isEmpty(), "the outcome");
      assertThat(pairs).isEmpty();
      return failures.getFirst();
    }

    @Override
    public void opened(PortPair pair) {
      pairs.add(pair);
    }

    @Override
    public void failed(String why) {
      failures.add(why);
    }

    @Override
    public void rtp(
        PortPair pair, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      note("rtp", pair, remote, Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void rtcp(
        PortPair pair, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      note("rtcp", pair, remote, Arrays.copyOfRange(buffer, offset, offset + length));
    }

    private void note(String kind, PortPair pair, InetSocketAddress remote, byte[] bytes) {
      if (bytes.length == 0) {
        throw new IllegalStateException("empty");
      }
      if (!pairs.contains(pair)) {
        strangers.add(pair);
      }
      arrived.add(kind + " " + remote + " " + bytes.length);
    }
  }
}
