package org.wcs.webrtc;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.wcs.config.WebRtcConfig;
import org.wcs.dtls.DtlsIdentity;
import org.wcs.dtls.DtlsTimeouts;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaNetwork;
import org.wcs.stream.EndReason;
import org.wcs.stream.MediaStream;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/**
 * WebRTC over the open media ports: answers offers to publish and to play. Any thread.
 *
 * <p>Each connection is given to the lane that has the fewest, and stays there.
 */
public final class WebRtcProtocol {

  private final Settings settings;
  private final StreamHub hub;
  private final CandidateList candidates;
  private final List<LaneEndpoint> endpoints = new ArrayList<>();
  private final List<AtomicInteger> loads = new ArrayList<>();
  private final PeerBook peers = new PeerBook();
  private final SecureRandom random = new SecureRandom();
  private volatile boolean closed;

  /**
   * Starts listening on the ports.
   *
   * @param identity the certificate shown to every peer
   */
  public WebRtcProtocol(
      Settings settings, MediaNetwork network, StreamHub hub, DtlsIdentity identity) {
    this.settings = settings;
    this.hub = hub;
    this.candidates = new CandidateList(settings.publicAddresses());
    WebRtcConfig config = settings.config();
    LaneEndpoint.Shared shared =
        new LaneEndpoint.Shared(
            config,
            identity,
            new DtlsTimeouts(config.dtls().handshakeTimeout(), config.dtls().resendInterval()),
            new BoundedExecutor(network.blocking(), config.dtls().maxHandshakes()));
    for (LanePorts ports : network.lanes()) {
      LaneEndpoint endpoint = new LaneEndpoint(ports, shared);
      endpoints.add(endpoint);
      loads.add(new AtomicInteger());
      ports.receiver(endpoint);
    }
  }

  /**
   * Answers an offer to publish and enters the stream under its name; media flows once the listener
   * hears of the connection.
   *
   * @param loopbackClient whether the request came from this machine
   * @throws RefusedException when the offer is unusable or the name belongs to another session
   */
  public PeerConnection publish(PeerRequest request, boolean loopbackClient, PeerListener listener)
      throws RefusedException {
    Negotiation negotiation = Negotiation.of(settings.config(), request.offer());
    List<MediaPlan> plans = negotiation.publish(request.videoOrientation());
    PeerConnection peer = connection(request, negotiation, plans, listener);
    MediaStream stream = peer.publishTo(hub);
    if (!hub.publish(stream)) {
      peer.close(EndReason.NAME_IN_USE);
      throw new RefusedException(
          EndReason.NAME_IN_USE, "the name " + request.streamName() + " is taken");
    }
    return answered(peer, request, loopbackClient);
  }

  /**
   * Answers an offer to play a stream of this node.
   *
   * @param loopbackClient whether the request came from this machine
   * @throws RefusedException when there is no such stream, or nothing in it that the offer takes
   */
  public PeerConnection play(PeerRequest request, boolean loopbackClient, PeerListener listener)
      throws RefusedException {
    Negotiation negotiation = Negotiation.of(settings.config(), request.offer());
    MediaStream stream =
        hub.find(request.streamName())
            .orElseThrow(
                () ->
                    new RefusedException(
                        EndReason.NOT_FOUND, "no stream is named " + request.streamName()));
    List<MediaPlan> plans =
        negotiation.play(stream, settings.renditions(), request.video().picture());
    PeerConnection peer = connection(request, negotiation, plans, listener);
    peer.playFrom(stream);
    return answered(peer, request, loopbackClient);
  }

  /** The connections that are open now; a live view. */
  public Collection<PeerConnection> peers() {
    return peers.open();
  }

  /** What arrived on the media ports and was of no use, since the start. */
  public long droppedDatagrams() {
    return endpoints.stream().mapToLong(LaneEndpoint::droppedCount).sum();
  }

  /** All connections together, those that have ended too. */
  public PeerTotals totals() {
    return peers.totals(droppedDatagrams());
  }

  /** Agents and addresses that the lanes know of. On the lanes only. */
  int registered() {
    return endpoints.stream().mapToInt(LaneEndpoint::registered).sum();
  }

  /** Ends every connection and takes no more; does not wait for the goodbyes. */
  public void close() {
    closed = true;
    peers.open().forEach(peer -> peer.close(EndReason.SHUTDOWN));
  }

  private PeerConnection connection(
      PeerRequest request, Negotiation negotiation, List<MediaPlan> plans, PeerListener listener)
      throws RefusedException {
    if (closed) {
      throw new RefusedException(EndReason.SHUTDOWN, "the server is going down");
    }
    int lane = leastLoaded();
    AtomicInteger load = loads.get(lane);
    load.incrementAndGet();
    PeerConnection peer =
        new PeerConnection(
            request,
            plans,
            new PeerParts(
                endpoints.get(lane), settings, random, hub.starts(), () -> load.decrementAndGet()),
            listener,
            peers);
    peers.add(peer);
    if (closed) {
      peer.close(EndReason.SHUTDOWN); // it came between the look at the door and its closing
      throw new RefusedException(EndReason.SHUTDOWN, "the server is going down");
    }
    peer.connect(negotiation.offer());
    return peer;
  }

  private PeerConnection answered(
      PeerConnection peer, PeerRequest request, boolean loopbackClient) {
    PeerRequest.TransportChoice choice = request.transport();
    if (choice == PeerRequest.TransportChoice.ANY && settings.config().ice().tcpTransport()) {
      choice = PeerRequest.TransportChoice.TCP;
    }
    peer.writeAnswer(candidates.of(peer.ports(), choice, loopbackClient));
    return peer;
  }

  private int leastLoaded() {
    int least = 0;
    for (int i = 1; i < loads.size(); i++) {
      if (loads.get(i).get() < loads.get(least).get()) {
        least = i;
      }
    }
    return least;
  }

  /**
   * What the protocol is built with.
   *
   * @param bundle whether one transport may carry all media of a connection
   * @param publicAddresses the addresses under which peers reach this node; empty means the local
   *     ones
   * @param epochNanos wall-clock nanoseconds since 1970 at lane time 0, for sender reports
   * @param renditions finds what a player can take
   */
  public record Settings(
      WebRtcConfig config,
      boolean bundle,
      List<InetAddress> publicAddresses,
      long epochNanos,
      Renditions renditions) {}
}
