package org.wcs.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wcs.fake.ManualLane;
import org.wcs.lane.Lane;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaReceiver;
import org.wcs.sdp.Candidate;
import org.wcs.webrtc.PeerRequest.TransportChoice;

final class CandidateListTest {
  private static final LanePorts PORTS =
      new Ports(List.of("192.0.2.1", "127.0.0.1", "198.51.100.7"), true);

  private static List<Candidate> candidates(
      LanePorts ports, TransportChoice choice, boolean loopback, String... named) {
    List<InetAddress> addresses = Stream.of(named).map(InetAddress::ofLiteral).toList();
    return new CandidateList(addresses).of(ports, choice, loopback);
  }

  private static List<String> texts(List<Candidate> candidates) {
    return candidates.stream().map(each -> each.transport() + " " + each.address()).toList();
  }

  @Test
  void everyLocalAddressIsNamedByUdpFirstAndThenByTcp() {
    List<Candidate> all = candidates(PORTS, TransportChoice.ANY, false);
    assertThat(texts(all))
        .containsExactly("udp 192.0.2.1", "udp 198.51.100.7", "tcp 192.0.2.1", "tcp 198.51.100.7");
    assertThat(all)
        .extracting(Candidate::priority)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(all).extracting(Candidate::priority).doesNotHaveDuplicates();
    assertThat(all).extracting(Candidate::foundation).doesNotHaveDuplicates();
    assertThat(all).extracting(Candidate::port).containsOnly(31_001);
    assertThat(all.get(2).tcpType()).isEqualTo("passive");
    assertThat(all.get(0).tcpType()).isNull();
    assertThat(all).extracting(Candidate::component).containsOnly(1);
  }

  @Test
  void loopbackIsForClientsOnThisMachine() {
    assertThat(texts(candidates(PORTS, TransportChoice.UDP, true))).contains("udp 127.0.0.1");
    assertThat(texts(candidates(PORTS, TransportChoice.UDP, false)))
        .doesNotContain("udp 127.0.0.1");
  }

  @Test
  void aMachineWithNothingButLoopbackNamesThat() {
    LanePorts ports = new Ports(List.of("127.0.0.1"), false);
    assertThat(texts(candidates(ports, TransportChoice.ANY, false)))
        .containsExactly("udp 127.0.0.1");
  }

  @Test
  void thePublicAddressesStandInForTheLocalOnes() {
    assertThat(texts(candidates(PORTS, TransportChoice.UDP, false, "203.0.113.5")))
        .containsExactly("udp 203.0.113.5");
    assertThat(texts(candidates(PORTS, TransportChoice.UDP, true, "203.0.113.5", "203.0.113.6")))
        .containsExactly("udp 203.0.113.5", "udp 203.0.113.6", "udp 127.0.0.1");
  }

  @Test
  void aPublicAddressIsNamedOnlyWhereItsFamilyIsBound() {
    assertThat(texts(candidates(PORTS, TransportChoice.UDP, false, "2001:db8::1", "203.0.113.5")))
        .containsExactly("udp 203.0.113.5");
  }

  @Test
  void whoWantsOneTransportGetsOnlyThat() {
    assertThat(candidates(PORTS, TransportChoice.UDP, false)).allMatch(Candidate::isUdp);
    assertThat(candidates(PORTS, TransportChoice.TCP, false)).noneMatch(Candidate::isUdp);
  }

  @Test
  void whoWantsTcpWhereThereIsNoneGetsUdp() {
    LanePorts ports = new Ports(List.of("192.0.2.1"), false);
    assertThat(texts(candidates(ports, TransportChoice.TCP, false)))
        .containsExactly("udp 192.0.2.1");
  }

  @Test
  void anAddressIsWrittenWithoutItsZone() {
    LanePorts ports = new Ports(List.of("fe80::1%1"), false);
    assertThat(candidates(ports, TransportChoice.ANY, false).getFirst().address())
        .doesNotContain("%");
  }

  /** Ports on these addresses; nothing is ever sent. */
  private record Ports(List<String> addresses, boolean listening) implements LanePorts {
    @Override
    public Lane lane() {
      return new ManualLane();
    }

    @Override
    public List<InetSocketAddress> udp() {
      return addresses.stream()
          .map(each -> new InetSocketAddress(InetAddress.ofLiteral(each), 31_001))
          .toList();
    }

    @Override
    public List<InetSocketAddress> tcp() {
      return listening ? udp() : List.of();
    }

    @Override
    public void receiver(MediaReceiver receiver) {}

    @Override
    public Counters counters() {
      return new Counters(0, 0, 0, 0, 0, 0);
    }
  }
}
