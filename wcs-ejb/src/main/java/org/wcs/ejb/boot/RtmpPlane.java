package org.wcs.ejb.boot;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtmpConfig;
import org.wcs.config.WcsConfig;
import org.wcs.ejb.service.RtmpClientGateway;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.ByteNetwork;
import org.wcs.net.TlsKeys;
import org.wcs.rtmp.RtmpPolicy;
import org.wcs.rtmp.RtmpProtocol;
import org.wcs.rtmp.RtmpSnapshot;

/** RTMP as long as its ports are open. Opened and closed by one thread at a time. */
final class RtmpPlane {

  private static final int BACKLOG = 1_024;

  private final WcsConfig config;
  private final StreamPlane streams;
  private final RtmpClientGateway client;
  private final RtmpPolicy policy;
  private volatile @Nullable RtmpProtocol protocol;
  private volatile @Nullable ByteNetwork network;

  RtmpPlane(WcsConfig config, StreamPlane streams, RtmpClientGateway client, RtmpPolicy policy) {
    this.policy = policy;
    this.config = config;
    this.streams = streams;
    this.client = client;
  }

  ByteListenerSettings settings() {
    RtmpConfig rtmp = config.rtmp();
    List<InetAddress> addresses = LocalNames.resolve(config.media().ipLocal());
    List<ByteListenerSettings.Port> ports = new ArrayList<>();
    if (rtmp.listen().port() > 0) {
      ports.add(new ByteListenerSettings.Port(rtmp.listen().port(), addresses, false));
    }
    TlsKeys keys = PortKeys.find(config, rtmp.listen().tlsPort(), "RTMPS");
    if (keys != null) {
      ports.add(new ByteListenerSettings.Port(rtmp.listen().tlsPort(), addresses, true));
    }
    return new ByteListenerSettings(
        ports,
        keys,
        config.net().eventLoops(),
        new ByteListenerSettings.Limits(
            rtmp.listen().maxConnections(), rtmp.listen().maxConnectionsPerAddress(), BACKLOG),
        new ByteListenerSettings.Buffers(
            rtmp.delivery().sendBufferBytes(),
            0,
            rtmp.delivery().minUnsentBytes(),
            rtmp.delivery().minUnsentBytes() / 2,
            2 * rtmp.delivery().maxUnsentBytes()),
        rtmp.delivery().burstWindow().toNanos(),
        rtmp.client().trustAll());
  }

  /** Null while the ports are closed. */
  @Nullable RtmpProtocol protocol() {
    return protocol;
  }

  boolean open() {
    return protocol != null;
  }

  ByteAcceptor open(ByteNetwork network) {
    streams.join(this);
    RtmpProtocol opened =
        new RtmpProtocol(config.rtmp(), streams.hub(), streams.transcoders(), policy);
    protocol = opened;
    this.network = network;
    client.open(opened.client(network));
    return opened;
  }

  /** Ends every session; does not wait. */
  void close() {
    client.open(null);
    RtmpProtocol last = protocol;
    protocol = null;
    network = null;
    if (last != null) {
      last.close();
    }
    streams.leave(this);
  }

  /** Sums over all connections; zeros while the ports are closed. */
  ByteNetwork.Counters counters() {
    ByteNetwork now = network;
    return now == null ? ByteNetwork.Counters.NONE : now.counters();
  }

  /** Sums over all clients; nothing but zeros while the ports are closed. */
  RtmpSnapshot.Totals totals() {
    RtmpProtocol now = protocol;
    return now == null ? ServerStatus.Protocols.CLOSED.rtmp() : now.snapshot().totals();
  }
}
