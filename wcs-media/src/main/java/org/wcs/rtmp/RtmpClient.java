package org.wcs.rtmp;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.wcs.lane.Lane;
import org.wcs.net.ByteNetwork;
import org.wcs.peer.LinkListener;
import org.wcs.stream.EndReason;

/**
 * RTMP towards other servers: pushes streams of this node there and pulls streams from there. Any
 * thread; nothing blocks.
 */
public final class RtmpClient {

  private final RtmpParts parts;
  private final ByteNetwork network;
  private final Set<ClientLink> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();

  RtmpClient(RtmpParts parts, ByteNetwork network) {
    this.parts = parts;
    this.network = network;
  }

  /** Sends a stream to another server until it ends, or is closed, or cannot be sent any more. */
  public RtmpLink push(PushOrder order, LinkListener listener) {
    return start(
        new ClientLink.Order(
            order.target(), order.lasting(), listener, link -> new PushTask(link, order)));
  }

  /** Publishes here what another server sends until that ends, is closed or cannot be had. */
  public RtmpLink pull(PullOrder order, LinkListener listener) {
    return start(
        new ClientLink.Order(
            order.target(), order.lasting(), listener, link -> new PullTask(link, order)));
  }

  /** Pushes that are not over. */
  int pushes() {
    return (int) links.stream().filter(ClientLink::pushes).count();
  }

  /** Messages that pushes have left out. */
  long skipped() {
    return links.stream().mapToLong(ClientLink::skipped).sum();
  }

  /** How many links are not over. */
  int size() {
    return links.size();
  }

  void close() {
    links.forEach(link -> link.close(EndReason.SHUTDOWN));
  }

  private RtmpLink start(ClientLink.Order order) {
    List<Lane> lanes = network.lanes();
    Lane lane = lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
    ClientLink link = new ClientLink(parts, network.dialer(), lane, order, links);
    link.start();
    return link;
  }
}
