package org.wcs.rtsp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.net.PairOrder;
import org.wcs.net.PairOutcome;
import org.wcs.net.PairReceiver;
import org.wcs.net.PortPair;
import org.wcs.rtsp.egress.Way;
import org.wcs.rtsp.wire.RtspRequest;
import org.wcs.rtsp.wire.RtspStatus;
import org.wcs.rtsp.wire.RtspTransport;

/**
 * Opens the way of one track, the first that the client offers and we can go (RFC 2326 section
 * 12.39): channels of its connection, or UDP to and from its own address. On the connection's lane.
 */
final class ServerTransports {

  private final ServerParts parts;
  private final ServerConnection connection;

  ServerTransports(ServerParts parts, ServerConnection connection) {
    this.parts = parts;
    this.connection = connection;
  }

  /** What a request offers, the best first. */
  static List<RtspTransport> asked(RtspRequest request) {
    return RtspTransport.parse(String.join(",", request.headers().all("Transport")));
  }

  /**
   * Opens a way; the outcome is told once, perhaps later.
   *
   * @param recording whether media comes from the client
   */
  void open(RtspRequest request, boolean recording, Packets packets, Outcome outcome) {
    List<RtspTransport> good =
        asked(request).stream().filter(each -> acceptable(each, recording)).toList();
    if (good.isEmpty()) {
      outcome.refused(RtspStatus.UNSUPPORTED_TRANSPORT);
    } else {
      new Opening(good, recording, packets, outcome).next();
    }
  }

  private boolean acceptable(RtspTransport offered, boolean recording) {
    boolean profile = offered.profile().equals("RTP/AVP") || offered.profile().equals("RTP/AVPF");
    boolean mode =
        recording ? offered.records() || offered.more().mode() == null : !offered.records();
    if (!profile || !mode || offered.multicast()) {
      return false;
    }
    RtspTransport.Pair ports = offered.clientPorts();
    return offered.tcp()
        || (parts.config().delivery().udp()
            && ports != null
            && ports.first() > 0
            && ports.second() > 0
            && own(offered.more().destination()));
  }

  /** Whether it is the client's own address; nobody else gets what he has not asked for. */
  private boolean own(@Nullable String destination) {
    if (destination == null) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(destination).equals(connection.bytes().remote().getAddress());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static RtspTransport answer(RtspTransport asked) {
    return asked.with(new RtspTransport.More(null, null, asked.more().mode()));
  }

  /** The alternatives that are still to be tried. */
  private final class Opening {

    private final List<RtspTransport> offered;
    private final boolean recording;
    private final Packets packets;
    private final Outcome outcome;
    private int at;

    Opening(List<RtspTransport> offered, boolean recording, Packets packets, Outcome outcome) {
      this.offered = offered;
      this.recording = recording;
      this.packets = packets;
      this.outcome = outcome;
    }

    void next() {
      if (at == offered.size()) {
        outcome.refused(RtspStatus.SERVICE_UNAVAILABLE);
        return;
      }
      RtspTransport one = offered.get(at++);
      if (one.tcp()) {
        interleaved(one);
      } else if (recording) {
        record(one);
      } else {
        play(one);
      }
    }

    private void interleaved(RtspTransport one) {
      ServerChannels channels = connection.channels();
      RtspTransport.Pair wish = one.interleaved();
      boolean granted = wish != null && channels.free(wish.first(), wish.second());
      int even = granted ? -1 : channels.freePair();
      if (!granted && even < 0) {
        next();
        return;
      }
      int rtp = wish != null && granted ? wish.first() : even;
      int rtcp = wish != null && granted ? wish.second() : even + 1;
      channels.take(rtp, packets::rtp);
      channels.take(rtcp, packets::rtcp);
      outcome.opened(
          new Line(
              answer(one).withInterleaved(rtp, rtcp),
              new Way.Interleaved(connection.bytes(), rtp, rtcp),
              () -> {
                channels.release(rtp);
                channels.release(rtcp);
              }));
    }

    private void play(RtspTransport one) {
      RtspTransport.Pair ports = one.clientPorts();
      InetAddress local = connection.bytes().local().getAddress();
      if (ports == null) {
        next();
        return;
      }
      parts
          .sessions()
          .ports(parts, connection.lane())
          .open(local, shared -> opened(shared, one, ports));
    }

    private void opened(
        ServerPorts.@Nullable Shared shared, RtspTransport one, RtspTransport.Pair ports) {
      InetAddress client = connection.bytes().remote().getAddress();
      InetSocketAddress rtcp = new InetSocketAddress(client, ports.second());
      ServerPorts.Player before = shared == null ? null : shared.player(rtcp);
      if (shared == null
          || connection.over()
          || (before != null && before.session() == packets.session())) {
        next();
        return;
      }
      if (before != null) {
        before.displaced();
      }
      PortPair pair = shared.pair();
      shared.join(rtcp, packets);
      Way.Unicast way =
          new Way.Unicast(
              pair.rtp().pathTo(new InetSocketAddress(client, ports.first())),
              pair.rtcp().pathTo(rtcp));
      RtspTransport.Pair ours = ports(pair);
      outcome.opened(
          new Line(
              answer(one).withServerPorts(ours.first(), ours.second()),
              way,
              () -> {
                shared.leave(rtcp, packets);
                way.rtp().close();
                way.rtcp().close();
              }));
    }

    private void record(RtspTransport one) {
      RtspTransport.Pair theirs = one.clientPorts();
      if (theirs == null) {
        next();
        return;
      }
      InetAddress client = connection.bytes().remote().getAddress();
      Publisher publisher =
          new Publisher(
              packets,
              new InetSocketAddress(client, theirs.first()),
              new InetSocketAddress(client, theirs.second()));
      PairOrder order =
          new PairOrder(
              connection.lane(),
              connection.bytes().local().getAddress(),
              parts.common().runtime().mediaPorts());
      parts
          .network()
          .pairs()
          .open(
              order,
              publisher,
              new PairOutcome() {
                @Override
                public void opened(PortPair pair) {
                  recordOn(pair, one, publisher);
                }

                @Override
                public void failed(String why) {
                  next();
                }
              });
    }

    private void recordOn(PortPair pair, RtspTransport one, Publisher publisher) {
      if (connection.over()) {
        pair.close();
        next();
        return;
      }
      RtspTransport.Pair ours = ports(pair);
      outcome.opened(
          new Line(
              answer(one).withServerPorts(ours.first(), ours.second()),
              new Way.Unicast(
                  pair.rtp().pathTo(publisher.rtp()), pair.rtcp().pathTo(publisher.rtcp())),
              pair::close));
    }
  }

  private static RtspTransport.Pair ports(PortPair pair) {
    return new RtspTransport.Pair(pair.rtp().local().getPort(), pair.rtcp().local().getPort());
  }

  /** Takes datagrams of one publisher, from its own ports alone. */
  private final class Publisher implements PairReceiver {

    private final Packets packets;
    private final InetSocketAddress rtp;
    private final InetSocketAddress rtcp;

    Publisher(Packets packets, InetSocketAddress rtp, InetSocketAddress rtcp) {
      this.packets = packets;
      this.rtp = rtp;
      this.rtcp = rtcp;
    }

    InetSocketAddress rtp() {
      return rtp;
    }

    InetSocketAddress rtcp() {
      return rtcp;
    }

    @Override
    public void rtp(
        PortPair pair, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      if (remote.equals(rtp)) {
        packets.rtp(buffer, offset, length);
      } else {
        parts.strangers().increment();
      }
    }

    @Override
    public void rtcp(
        PortPair pair, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      if (remote.equals(rtcp)) {
        packets.rtcp(buffer, offset, length);
      } else {
        parts.strangers().increment();
      }
    }
  }

  /** Gets what the client sends on one track. Buffers are lent. */
  interface Packets extends ServerPorts.Player {
    void rtp(byte[] buffer, int offset, int length);

    void rtcp(byte[] buffer, int offset, int length);

    @Override
    default void report(byte[] buffer, int offset, int length) {
      rtcp(buffer, offset, length);
    }
  }

  /**
   * An open way.
   *
   * @param answer what the client is told
   * @param way to the client
   * @param release gives back what it took
   */
  record Line(RtspTransport answer, Way way, Runnable release) {
    boolean udp() {
      return way instanceof Way.Unicast;
    }
  }

  /** How it ended; one call of one of the two. On the lane. */
  interface Outcome {
    void opened(Line line);

    void refused(int status);
  }
}
