package org.wcs.rtsp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.ByteDialer;
import org.wcs.net.ByteNetwork;
import org.wcs.peer.LinkListener;
import org.wcs.peer.LinkState;
import org.wcs.stream.EndReason;

/** RTSP towards cameras and other servers: pulls their streams. Any thread; nothing blocks. */
public final class RtspClient {

  private final RtspParts parts;
  private final ByteNetwork network;
  private final @Nullable InetAddress address;
  private final RandomGenerator random = new SecureRandom();
  private final Set<ClientLink> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder packets = new LongAdder(); // of links that are over
  private final LongAdder bytes = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /**
   * The numbers now.
   *
   * @param pulls links that are not over
   * @param flowing those whose stream comes in
   * @param packets of media since the start
   * @param bytes of these
   * @param dropped packets of strangers, or on channels of nobody, since the start
   */
  public record Totals(int pulls, int flowing, long packets, long bytes, long dropped) {}

  RtspClient(RtspParts parts, ByteNetwork network) {
    this.parts = parts;
    this.network = network;
    this.address = address(parts.config().client().local().address());
  }

  /** Publishes here what a camera sends until that ends, is closed or cannot be had. */
  public RtspLink pull(RtspPullOrder order, LinkListener listener) {
    List<Lane> lanes = network.lanes();
    Lane lane = lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
    ClientLink link = new ClientLink(this, lane, order, listener);
    links.add(link);
    link.start();
    return link;
  }

  /** The numbers now; those of links are at most a quarter of a second old. */
  public Totals totals() {
    int pulls = 0;
    int flowing = 0;
    long in = packets.sum();
    long octets = bytes.sum();
    long strange = dropped.sum();
    for (ClientLink link : links) {
      pulls++;
      flowing += link.state() == LinkState.FLOWING ? 1 : 0;
      in += link.packets();
      octets += link.bytes();
      strange += link.dropped();
    }
    return new Totals(pulls, flowing, in, octets, strange);
  }

  /** Links that are not over. */
  int pulls() {
    return links.size();
  }

  /** Ends all links; does not wait for the goodbyes. */
  void close() {
    links.forEach(link -> link.close(EndReason.SHUTDOWN));
  }

  RtspParts parts() {
    return parts;
  }

  ByteDialer dialer() {
    return network.dialer();
  }

  ClientSetup.Ports ports() {
    return new ClientSetup.Ports(network.pairs(), parts.runtime().mediaPorts());
  }

  @Nullable InetAddress address() {
    return address;
  }

  RandomGenerator random() {
    return random;
  }

  void gone(ClientLink link) {
    if (links.remove(link)) {
      packets.add(link.packets());
      bytes.add(link.bytes());
      dropped.add(link.dropped());
    }
  }

  private static @Nullable InetAddress address(String name) {
    if (name.isBlank()) {
      return null;
    }
    try {
      return InetAddress.getByName(name.strip());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "rtsp_client_address=" + name + " is no address of this machine", e);
    }
  }
}
