package org.wcs.ejb.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.service.PullStatus;
import org.wcs.ejb.service.RtspClientGateway;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.ByteNetwork;
import org.wcs.net.PortPairs;
import org.wcs.net.PortRange;
import org.wcs.net.TlsKeys;
import org.wcs.rtsp.RtspPolicy;
import org.wcs.rtsp.RtspProtocol;
import org.wcs.rtsp.RtspRuntime;
import org.wcs.rtsp.RtspSnapshot;

/** RTSP as long as its ports are open. Opened and closed by one thread at a time. */
final class RtspPlane {

  private static final Logger LOG = System.getLogger(RtspPlane.class.getName());
  private static final int BACKLOG = 1_024;

  /**
   * How often the ports are tried, over about three seconds: an instance that is just going down
   * may still hold them.
   */
  private static final int MOST_TRIES = 6;

  private final WcsConfig config;
  private final StreamPlane streams;
  private final RtspClientGateway client;
  private final RtspPolicy policy;
  private volatile @Nullable RtspProtocol protocol;
  private volatile @Nullable ByteNetwork network;
  private volatile List<InetSocketAddress> listening = List.of();
  private int tries;

  RtspPlane(WcsConfig config, StreamPlane streams, RtspClientGateway client, RtspPolicy policy) {
    this.policy = policy;
    this.config = config;
    this.streams = streams;
    this.client = client;
  }

  /**
   * What to open. Asked for again where that failed; in the end nothing is listened on, and only
   * streams of others are fetched.
   */
  ByteListenerSettings settings() {
    RtspConfig rtsp = config.rtsp();
    boolean given = tries++ < MOST_TRIES;
    TlsKeys keys = given ? PortKeys.find(config, rtsp.listen().tlsPort(), "RTSPS") : null;
    List<ByteListenerSettings.Port> ports = given ? ports(keys != null) : List.of();
    if (!given) {
      LOG.log(
          Level.ERROR,
          "RTSP is not served: the ports {0} cannot be opened, see above; streams of cameras and"
              + " other servers can still be fetched",
          ports(rtsp.listen().tlsPort() > 0).stream().map(RtspPlane::name).toList());
    }
    RtspConfig.Queue queue = rtsp.delivery().queue();
    return new ByteListenerSettings(
        ports,
        keys,
        config.net().eventLoops(),
        new ByteListenerSettings.Limits(
            rtsp.listen().maxConnections(), rtsp.listen().maxConnectionsPerAddress(), BACKLOG),
        new ByteListenerSettings.Buffers(
            rtsp.delivery().sendBufferBytes(),
            0,
            queue.minUnsentBytes(),
            queue.minUnsentBytes() / 2,
            2 * queue.maxUnsentBytes()),
        rtsp.delivery().burstWindow().toNanos(),
        rtsp.client().trustAll());
  }

  private List<ByteListenerSettings.Port> ports(boolean tls) {
    RtspConfig.Listen listen = config.rtsp().listen();
    List<InetAddress> addresses = LocalNames.resolve(config.media().ipLocal());
    List<ByteListenerSettings.Port> ports = new ArrayList<>();
    if (listen.port() > 0) {
      ports.add(
          new ByteListenerSettings.Port(listen.port(), listen.fallbackPort(), addresses, false));
    }
    if (tls) {
      ports.add(new ByteListenerSettings.Port(listen.tlsPort(), addresses, true));
    }
    return ports;
  }

  private static String name(ByteListenerSettings.Port port) {
    return port.instead() == 0 ? "" + port.number() : port.number() + ", " + port.instead();
  }

  /** Null while the ports are closed. */
  @Nullable RtspProtocol protocol() {
    return protocol;
  }

  boolean open() {
    return protocol != null;
  }

  ByteAcceptor open(ByteNetwork network) {
    streams.join(this);
    RtspProtocol opened =
        new RtspProtocol(
            config.rtsp(),
            streams.hub(),
            streams.transcoders(),
            policy,
            new RtspRuntime(
                StreamPlane.epochNanos(),
                new PortRange(config.media().portFrom(), config.media().portTo() - 1)));
    opened.open(network);
    tries = 0;
    listening = network.listening();
    protocol = opened;
    this.network = network;
    client.open(opened.client(network));
    return opened;
  }

  /** Ends every session; does not wait. */
  void close() {
    client.open(null);
    listening = List.of();
    RtspProtocol last = protocol;
    protocol = null;
    network = null;
    if (last != null) {
      last.close();
    }
    streams.leave(this);
  }

  /** The ports that are open, for the log. */
  String shown() {
    return listening.stream()
        .map(address -> String.valueOf(address.getPort()))
        .distinct()
        .reduce((one, other) -> one + "," + other)
        .orElse("none");
  }

  /** Sums over all connections; zeros while the ports are closed. */
  ByteNetwork.Counters counters() {
    ByteNetwork now = network;
    return now == null ? ByteNetwork.Counters.NONE : now.counters();
  }

  /** How many media ports are in use. */
  PortPairs.Usage portUsage() {
    ByteNetwork now = network;
    return now == null ? PortPairs.Usage.NONE : now.pairs().usage();
  }

  /** What goes on, with the streams that are fetched; zeros while the ports are closed. */
  ServerStatus.Rtsp status(List<PullStatus> cameras) {
    RtspProtocol now = protocol;
    int tls = config.rtsp().listen().tlsPort();
    return new ServerStatus.Rtsp(
        now == null ? RtspSnapshot.Totals.NONE : now.snapshot().totals(),
        port(number -> number != tls),
        port(number -> number == tls),
        cameras);
  }

  private int port(IntPredicate wanted) {
    return listening.stream()
        .mapToInt(InetSocketAddress::getPort)
        .filter(wanted)
        .findFirst()
        .orElse(0);
  }
}
