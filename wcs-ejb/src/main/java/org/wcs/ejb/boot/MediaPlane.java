package org.wcs.ejb.boot;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wcs.config.WcsConfig;
import org.wcs.dtls.DtlsIdentity;
import org.wcs.ejb.service.WebRtcGateway;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaNetwork;
import org.wcs.net.NetworkSettings;
import org.wcs.webrtc.PeerTotals;
import org.wcs.webrtc.WebRtcProtocol;

/** The media side as long as its ports are open. Opened and closed by one thread at a time. */
final class MediaPlane {

  private static final LanePorts.Counters CLOSED = new LanePorts.Counters(0, 0, 0, 0, 0, 0);

  private final WcsConfig config;
  private final StreamPlane streams;
  private final DtlsIdentity identity;
  private final WebRtcGateway gateway;
  private volatile @Nullable MediaNetwork network;
  private volatile @Nullable WebRtcProtocol protocol;

  MediaPlane(WcsConfig config, StreamPlane streams, DtlsIdentity identity, WebRtcGateway gateway) {
    this.config = config;
    this.streams = streams;
    this.identity = identity;
    this.gateway = gateway;
  }

  NetworkSettings networkSettings() {
    return new NetworkSettings(
        config.media().portFrom(),
        config.media().portTo() - 1,
        LocalNames.resolve(config.media().ipLocal()),
        true,
        config.net().eventLoops(),
        config.net().udpSegmentation(),
        new NetworkSettings.Buffers(
            config.net().receiveBufferBytes(),
            config.net().sendBufferBytes(),
            config.webRtc().ice().tcpHighWaterBytes(),
            config.webRtc().ice().tcpLowWaterBytes(),
            config.net().maxConnections(),
            config.net().idleConnection().toNanos()),
        config.webRtc().burstWindow().toNanos());
  }

  boolean open() {
    return protocol != null;
  }

  void open(MediaNetwork opened) {
    streams.join(this);
    WebRtcProtocol.Settings settings =
        new WebRtcProtocol.Settings(
            config.webRtc(),
            config.media().rtpBundle(),
            LocalNames.resolve(config.media().ip()),
            epochNanos(opened),
            streams.transcoders());
    WebRtcProtocol started = new WebRtcProtocol(settings, opened, streams.hub(), identity);
    network = opened;
    protocol = started;
    gateway.protocol(started);
  }

  /** Ends every connection; does not wait. */
  void close() {
    gateway.protocol(null);
    WebRtcProtocol last = protocol;
    protocol = null;
    network = null;
    if (last != null) {
      last.close();
    }
    streams.leave(this);
  }

  /** Open connections. */
  int peers() {
    return gateway.peers();
  }

  /** All connections together; zeros while the ports are closed. */
  PeerTotals totals() {
    WebRtcProtocol now = protocol;
    return now == null ? PeerTotals.NONE : now.totals();
  }

  /** Sums over all ports; zeros while they are closed. */
  LanePorts.Counters counters() {
    MediaNetwork now = network;
    return now == null
        ? CLOSED
        : now.lanes().stream().map(LanePorts::counters).reduce(CLOSED, LanePorts.Counters::plus);
  }

  /** How many ports of the range are open. */
  int portCount() {
    MediaNetwork now = network;
    return now == null
        ? 0
        : (int)
            now.lanes().stream()
                .flatMap(lane -> lane.udp().stream())
                .mapToInt(InetSocketAddress::getPort)
                .distinct()
                .count();
  }

  private static long epochNanos(MediaNetwork opened) {
    long wallNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return wallNanos - opened.lanes().getFirst().lane().nanoTime();
  }
}
