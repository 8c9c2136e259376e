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
import org.wcs.rtsp.egress.Egress;
import org.wcs.stream.EndReason;

/**
 * RTSP towards cameras and other servers: pulls their streams and pushes streams of this node
 * there. Any thread; nothing blocks.
 */
public final class RtspClient {

  private final RtspParts parts;
  private final ByteNetwork network;
  private final Egress egress;
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
   * @param pulls links that are not over and bring streams in
   * @param pushes those that take streams out
   * @param flowing those of both whose media flows
   * @param packets of media since the start, in and out
   * @param bytes of these
   * @param dropped packets of strangers, or on channels of nobody, since the start
   */
  public record Totals(
      int pulls, int pushes, int flowing, long packets, long bytes, long dropped) {}

  RtspClient(RtspParts parts, ByteNetwork network) {
    this.parts = parts;
    this.network = network;
    this.egress = new Egress(parts.config(), parts.renditions(), parts.runtime().epochNanos());
    this.address = address(parts.config().client().local().address());
  }

  /** Publishes here what a camera sends until that ends, is closed or cannot be had. */
  public RtspLink pull(RtspPullOrder order, LinkListener listener) {
    return start(
        new ClientLink.Order(
            order.url(), order.lasting(), listener, link -> new PullTask(link, order)));
  }

  /** Sends a stream to another server until it ends, is closed or cannot be sent any more. */
  public RtspLink push(RtspPushOrder order, LinkListener listener) {
    return start(
        new ClientLink.Order(
            order.url(), order.lasting(), listener, link -> new PushTask(link, order, egress)));
  }

  private RtspLink start(ClientLink.Order order) {
    List<Lane> lanes = network.lanes();
    Lane lane = lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
    ClientLink link = new ClientLink(this, lane, order);
    links.add(link);
    link.start();
    return link;
  }

  /** The numbers now; those of links are at most a quarter of a second old. */
  public Totals totals() {
    int pulls = 0;
    int pushes = 0;
    int flowing = 0;
    long in = packets.sum();
    long octets = bytes.sum();
    long strange = dropped.sum();
    for (ClientLink link : links) {
      pulls += link.pushes() ? 0 : 1;
      pushes += link.pushes() ? 1 : 0;
      flowing += link.state() == LinkState.FLOWING ? 1 : 0;
      in += link.packets();
      octets += link.bytes();
      strange += link.dropped();
    }
    return new Totals(pulls, pushes, flowing, in, octets, strange);
  }

  /** Links that are not over and bring streams in. */
  int pulls() {
    return (int) links.stream().filter(link -> !link.pushes()).count();
  }

  /** Links that are not over and take streams out. */
  int pushes() {
    return (int) links.stream().filter(ClientLink::pushes).count();
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
