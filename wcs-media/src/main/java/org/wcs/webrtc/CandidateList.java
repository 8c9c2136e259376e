package org.wcs.webrtc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wcs.ice.CandidatePriority;
import org.wcs.net.LanePorts;
import org.wcs.sdp.Candidate;
import org.wcs.webrtc.PeerRequest.TransportChoice;

/**
 * The host candidates of one lane (RFC 8445 section 5.1.1.1, RFC 6544 for TCP): its own addresses,
 * or the public ones where the operator has named any.
 */
final class CandidateList {

  private final List<InetAddress> publicAddresses;

  /** Takes the addresses under which peers reach this node; empty means the local ones. */
  CandidateList(List<InetAddress> publicAddresses) {
    this.publicAddresses = List.copyOf(publicAddresses);
  }

  /**
   * The candidates for one answer, the preferred first; never empty. Where the ports do not have
   * the transport asked for, a peer is better served by the other than by nothing.
   */
  List<Candidate> of(LanePorts ports, TransportChoice choice, boolean loopbackClient) {
    boolean lacking =
        choice == TransportChoice.TCP && ports.tcp().isEmpty()
            || choice == TransportChoice.UDP && ports.udp().isEmpty();
    return candidates(ports, lacking ? TransportChoice.ANY : choice, loopbackClient);
  }

  private List<Candidate> candidates(
      LanePorts ports, TransportChoice choice, boolean loopbackClient) {
    List<Candidate> candidates = new ArrayList<>();
    if (choice != TransportChoice.TCP) {
      int preference = 65_535;
      for (InetSocketAddress address : reachable(ports.udp(), loopbackClient)) {
        candidates.add(candidate("udp", address, CandidatePriority.host(preference--, 1)));
      }
    }
    if (choice != TransportChoice.UDP) {
      int preference = 8_191;
      for (InetSocketAddress address : reachable(ports.tcp(), loopbackClient)) {
        candidates.add(candidate("tcp", address, CandidatePriority.tcpPassive(preference--, 1)));
      }
    }
    return candidates;
  }

  private static Candidate candidate(String transport, InetSocketAddress address, long priority) {
    String host = withoutZone(address.getAddress().getHostAddress());
    Map<String, String> extensions = new LinkedHashMap<>();
    if (transport.equals("tcp")) {
      extensions.put("tcptype", "passive");
    }
    String foundation = CandidatePriority.foundation("host", host, transport);
    return new Candidate(
        foundation, 1, transport, priority, host, address.getPort(), "host", extensions);
  }

  /** A zone (RFC 4007 section 11) means nothing on another machine, and SDP has no room for it. */
  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  /** Loopback addresses are of use only to a client on this machine, or where there is no other. */
  private Set<InetSocketAddress> reachable(List<InetSocketAddress> local, boolean loopbackClient) {
    Set<InetSocketAddress> reachable = new LinkedHashSet<>();
    for (InetSocketAddress address : local) {
      for (InetAddress named : publicAddresses) {
        if (named.getClass() == address.getAddress().getClass()) {
          reachable.add(new InetSocketAddress(named, address.getPort()));
        }
      }
    }
    for (InetSocketAddress address : local) {
      boolean loopback = address.getAddress().isLoopbackAddress();
      if (loopback ? loopbackClient : publicAddresses.isEmpty()) {
        reachable.add(address);
      }
    }
    return reachable.isEmpty() ? new LinkedHashSet<>(local) : reachable;
  }
}
