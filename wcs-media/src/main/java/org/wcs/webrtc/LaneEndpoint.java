package org.wcs.webrtc;

import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wcs.config.WebRtcConfig;
import org.wcs.dtls.DtlsIdentity;
import org.wcs.dtls.DtlsTimeouts;
import org.wcs.ice.IceDemultiplexer;
import org.wcs.ice.IceLiteAgent;
import org.wcs.ice.PacketKind;
import org.wcs.ice.StunMessage;
import org.wcs.ice.StunWriter;
import org.wcs.lane.Lane;
import org.wcs.net.DatagramPort;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaPath;
import org.wcs.net.MediaReceiver;

/**
 * Everything the peers of one lane share: the ports, who owns what arrives, and the buffers of the
 * lane. On its lane, but for the look-ups of what never changes.
 */
final class LaneEndpoint implements MediaReceiver {

  /** The largest RTCP compound that is read or written: one MTU. */
  static final int RTCP_BYTES = 1_500;

  private final LanePorts ports;
  private final Shared shared;
  private final IceDemultiplexer<Transport> demultiplexer = new IceDemultiplexer<>();
  private final Map<MediaPath, Transport> connections = new IdentityHashMap<>();
  private final byte[] stunReply = new byte[StunWriter.ROOM];
  private final byte[] rtcpIn = new byte[RTCP_BYTES];
  private final byte[] rtcpOut = new byte[RTCP_BYTES + 64];
  private final byte[] retransmission = new byte[2 * RTCP_BYTES];
  private final BurstWriter burst = new BurstWriter();
  private volatile long dropped;

  LaneEndpoint(LanePorts ports, Shared shared) {
    this.ports = ports;
    this.shared = shared;
  }

  Lane lane() {
    return ports.lane();
  }

  LanePorts ports() {
    return ports;
  }

  WebRtcConfig config() {
    return shared.config();
  }

  DtlsIdentity identity() {
    return shared.identity();
  }

  DtlsTimeouts dtlsTimeouts() {
    return shared.timeouts();
  }

  Executor blocking() {
    return shared.handshakes();
  }

  BurstWriter burst() {
    return burst;
  }

  /** Where incoming RTCP is decrypted; valid until the next datagram. */
  byte[] rtcpIn() {
    return rtcpIn;
  }

  /** Where outgoing RTCP is composed. */
  byte[] rtcpOut() {
    return rtcpOut;
  }

  /** Where a retransmission is composed. */
  byte[] retransmission() {
    return retransmission;
  }

  /** Enters an agent; false when its user fragment is taken. */
  boolean register(IceLiteAgent agent, Transport transport) {
    return demultiplexer.register(agent, transport);
  }

  /** Forgets an agent and every address of its peer. */
  void remove(IceLiteAgent agent) {
    demultiplexer.unregister(agent);
    connections.values().removeIf(transport -> transport.agent() == agent);
  }

  /** Notes that the peer of the agent proved itself there; false if the address is another's. */
  boolean learn(IceLiteAgent agent, Object port, InetSocketAddress remote) {
    return demultiplexer.learn(agent, port, remote, lane().nanoTime());
  }

  /** How many agents, addresses and connections are known. */
  int registered() {
    return demultiplexer.size() + demultiplexer.paths() + connections.size();
  }

  /** Sends an answer back the way the question came. */
  void reply(Object port, InetSocketAddress remote, byte[] buffer, int length) {
    if (port instanceof DatagramPort udp) {
      udp.send(buffer, 0, length, remote);
    } else {
      ((MediaPath) port).send(buffer, 0, length);
    }
  }

  /** Counts something that arrived and was of no use. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the lane
  void dropped() {
    dropped++;
  }

  /** What arrived and was of no use since the start. Any thread. */
  long droppedCount() {
    return dropped;
  }

  @Override
  public void datagram(
      DatagramPort port, InetSocketAddress remote, byte[] buffer, int offset, int length) {
    if (PacketKind.of(buffer, offset, length) == PacketKind.STUN) {
      stun(port, remote, StunMessage.parse(buffer, offset, length));
      return;
    }
    Transport transport = demultiplexer.byAddress(port, remote);
    if (transport == null) {
      dropped();
    } else {
      transport.received(buffer, offset, length);
    }
  }

  @Override
  public void frame(MediaPath path, byte[] buffer, int offset, int length) {
    Transport transport = connections.get(path);
    if (PacketKind.of(buffer, offset, length) == PacketKind.STUN) {
      transport = stun(path, path.remote(), StunMessage.parse(buffer, offset, length));
      if (transport != null) {
        connections.put(path, transport);
      }
    } else if (transport == null) {
      dropped();
    } else {
      transport.received(buffer, offset, length);
    }
  }

  @Override
  public void closed(MediaPath path) {
    demultiplexer.forgetPort(path);
    Transport transport = connections.remove(path);
    if (transport != null) {
      transport.lost(path);
    }
  }

  /** Answers a check; the transport it belongs to if its peer has proved itself. */
  private @Nullable Transport stun(
      Object port, InetSocketAddress remote, @Nullable StunMessage message) {
    Transport transport = message == null ? null : demultiplexer.byUfrag(message);
    if (message == null || transport == null) {
      dropped();
      return null;
    }
    transport.stun(message, port, remote, stunReply);
    return demultiplexer.byAddress(port, remote);
  }

  /**
   * What all lanes share.
   *
   * @param handshakes runs handshakes, a bounded number at once
   */
  record Shared(
      WebRtcConfig config, DtlsIdentity identity, DtlsTimeouts timeouts, Executor handshakes) {}
}
