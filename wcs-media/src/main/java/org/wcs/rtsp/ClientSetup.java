package org.wcs.rtsp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteConnection;
import org.wcs.net.PairOrder;
import org.wcs.net.PairOutcome;
import org.wcs.net.PortPair;
import org.wcs.net.PortPairs;
import org.wcs.net.PortRange;
import org.wcs.rtsp.wire.RtspHeaders;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.rtsp.wire.RtspSessionId;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspTransport;

/**
 * Agrees with another server on how each medium comes, or goes (RFC 2326 sections 10.4 and 12.39):
 * over the connection or by UDP, the other way if the first is refused. On the connection's lane.
 */
final class ClientSetup {

  private static final Logger LOG = System.getLogger(ClientSetup.class.getName());

  private final Order order;
  private final Owner owner;
  private boolean interleaved;
  private boolean switched;
  private boolean over;
  private int at;
  private final List<Integer> accepted = new ArrayList<>();

  /**
   * What is to be agreed on.
   *
   * @param profiles of the media, in the order of the description
   * @param urls of these
   * @param ways learns what was agreed on
   * @param ports for media by UDP
   * @param transport which way
   */
  record Order(
      ClientExchange exchange,
      List<String> profiles,
      List<String> urls,
      ClientMedia ways,
      Ports ports,
      Transport transport) {}

  /**
   * Which way media shall come, or go.
   *
   * @param interleaved whether over the connection
   * @param fallback whether the other way may be asked for
   * @param recording whether media goes to the other server
   */
  record Transport(boolean interleaved, boolean fallback, boolean recording) {}

  /**
   * Where sockets for media come from.
   *
   * @param range local ports
   */
  record Ports(PortPairs pairs, PortRange range) {}

  /** Hears what comes of it. */
  interface Owner {
    /** All media that the camera gives are agreed on. */
    void agreed();

    /** The camera named its session. */
    void session(RtspSessionId session);

    /** From now on the other way is asked for. */
    void switched(boolean interleaved);

    /** The camera answers what means the same for all requests. */
    void refused(RtspResponse response);

    /** It cannot be agreed on. */
    void failed(ClientFailure failure);
  }

  ClientSetup(Order order, Owner owner) {
    this.order = order;
    this.owner = owner;
    this.interleaved = order.transport().interleaved();
  }

  /** Whether the first way was refused and the other one asked for. */
  boolean switched() {
    return switched;
  }

  /** Which media the camera gives, in order. */
  List<Integer> accepted() {
    return accepted;
  }

  /** Nobody is interested any more. */
  void close() {
    over = true;
  }

  /** Asks for the next medium. */
  void next() {
    if (over) {
      return;
    }
    if (at == order.profiles().size()) {
      if (accepted.isEmpty()) {
        owner.failed(ClientFailure.unreachable("The other server gives none of its media"));
      } else {
        owner.agreed();
      }
    } else if (interleaved) {
      setup(transport(true, at * 2));
    } else {
      openPair();
    }
  }

  private void openPair() {
    ByteConnection connection = order.exchange().connection();
    InetAddress local = connection.local().getAddress();
    int media = at;
    order
        .ports()
        .pairs()
        .open(
            new PairOrder(connection.lane(), local, order.ports().range()),
            order.ways().receiver(media),
            new PairOutcome() {
              @Override
              public void opened(PortPair pair) {
                order.ways().opened(media, pair); // closes it if all is over
                if (!over) {
                  // strangers shall not speak before the camera has said where it sends from
                  order.ways().peer(media, camera(), null, 0, 0);
                  setup(transport(false, pair.rtp().local().getPort()));
                }
              }

              @Override
              public void failed(String why) {
                if (!over && !turn()) {
                  owner.failed(ClientFailure.unreachable(why));
                }
              }
            });
  }

  private RtspTransport transport(boolean tcp, int first) {
    String protocol = order.profiles().get(at);
    String profile = protocol.equals("RTP/AVPF") ? protocol : RtspTransport.RTP_AVP;
    RtspTransport.Pair pair = new RtspTransport.Pair(first, first + 1);
    RtspTransport.More more =
        order.transport().recording()
            ? new RtspTransport.More(null, null, "record")
            : RtspTransport.More.NONE;
    return tcp
        ? new RtspTransport(profile, true, false, pair, null, null, -1, more)
        : new RtspTransport(profile, false, false, null, pair, null, -1, more);
  }

  private void setup(RtspTransport wanted) {
    RtspHeaders headers = RtspHeaders.of("Transport", wanted.text());
    String url = order.urls().get(at);
    order
        .exchange()
        .ask(
            new ClientExchange.Ask(
                "SETUP", url, headers, answer -> answered(wanted, answer), true));
  }

  private void answered(RtspTransport wanted, RtspResponse response) {
    if (over) {
      return;
    }
    if (response.status() == RtspStatus.UNAUTHORIZED || response.status() / 100 == 3) {
      owner.refused(response);
      return;
    }
    String told = response.header("Transport");
    RtspTransport given = told == null ? wanted : RtspTransport.first(told);
    if (!response.ok() || given == null || !agree(wanted, given)) {
      refused(response);
      return;
    }
    RtspSessionId session = RtspSessionId.parse(response.header("Session"));
    if (session != null) {
      owner.session(session);
    }
    accepted.add(at++);
    next();
  }

  private boolean agree(RtspTransport wanted, RtspTransport given) {
    if (given.multicast() || (wanted.tcp() && !given.tcp())) {
      return false;
    }
    if (!given.tcp()) {
      RtspTransport.Pair ports = given.serverPorts();
      InetAddress source = literal(given.more().source());
      order
          .ways()
          .peer(
              at,
              camera(),
              source,
              ports == null ? 0 : ports.first(),
              ports == null ? 0 : ports.second());
      return true;
    }
    order.ways().shut(at); // asked for UDP and got the connection: so be it
    RtspTransport.Pair channels = given.interleaved();
    boolean taken =
        channels != null && order.ways().interleaved(at, channels.first(), channels.second());
    return taken || order.ways().interleaved(at, at * 2, at * 2 + 1);
  }

  private void refused(RtspResponse response) {
    order.ways().shut(at);
    String why = "SETUP: " + (response.ok() ? "a transport of no use" : response.shown());
    boolean transport = response.ok() || response.status() == RtspStatus.UNSUPPORTED_TRANSPORT;
    if (accepted.isEmpty() && turn()) {
      return;
    }
    if (!accepted.isEmpty() && transport) {
      owner.failed(ClientFailure.transport(why));
    } else if (!accepted.isEmpty() || at + 1 < order.profiles().size()) {
      LOG.log(Level.DEBUG, "{0}: medium {1} is left out", why, at);
      turnBack();
      at++;
      next();
    } else {
      owner.failed(
          response.status() == RtspStatus.NOT_FOUND
              ? ClientFailure.notFound(why)
              : ClientFailure.unreachable(why));
    }
  }

  /** Asks for the same in the other way, if that may be and was not yet. */
  private boolean turn() {
    if (switched || !order.transport().fallback() || !accepted.isEmpty()) {
      return false;
    }
    switched = true;
    interleaved = !interleaved;
    owner.switched(interleaved);
    next();
    return true;
  }

  /** It was not for the way that the first medium was refused. */
  private void turnBack() {
    if (switched && accepted.isEmpty()) {
      switched = false;
      interleaved = !interleaved;
      owner.switched(interleaved);
    }
  }

  private InetAddress camera() {
    return order.exchange().connection().remote().getAddress();
  }

  /** Only an address as such: a name would have to be looked up. */
  private static @Nullable InetAddress literal(@Nullable String source) {
    if (source == null) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(source);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
