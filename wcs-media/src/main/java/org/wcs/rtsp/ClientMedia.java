package org.wcs.rtsp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.net.ByteConnection;
import org.wcs.net.PairReceiver;
import org.wcs.net.PortPair;
import org.wcs.rtsp.egress.Way;

/**
 * The ways that the media of one connection come: channels of the connection itself, or pairs of
 * UDP sockets. Takes nothing from strangers. What comes before the camera has said that it plays is
 * kept until then. On the connection's lane.
 */
final class ClientMedia {

  /** A camera that has sent so much plays, whatever it says. */
  private static final int MOST_KEPT_BYTES = 2 << 20;

  private static final int KEPT_OVERHEAD_BYTES = 64;
  private static final int CHANNELS = 256;
  private static final int NOBODY = -1;

  /** An empty RTP header, and a receiver report of nobody, open ways through firewalls. */
  private static final byte[] RTP_KNOCK = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private static final byte[] RTCP_KNOCK = {(byte) 0x80, (byte) 0xC9, 0, 1, 0, 0, 0, 0};

  private final Taker taker;
  private final int[] channels = new int[CHANNELS]; // twice the medium, plus one for RTCP
  private final Path[] ways;
  private final List<Kept> kept = new ArrayList<>();
  private int keptBytes;
  private boolean flowing;
  private boolean closed;
  private long packets;
  private long octets;
  private long dropped;

  /** Gets what came; the bytes are lent. */
  interface Taker {
    void rtp(int media, byte[] buffer, int offset, int length);

    void rtcp(int media, byte[] buffer, int offset, int length);
  }

  ClientMedia(int count, Taker taker) {
    this.taker = taker;
    this.ways = new Path[count];
    Arrays.fill(channels, NOBODY);
    Arrays.setAll(ways, media -> new Path(media));
  }

  /** Packets of media so far. */
  long packets() {
    return packets;
  }

  /** Bytes of these. */
  long octets() {
    return octets;
  }

  /** What came from strangers, or on channels that nobody agreed on. */
  long dropped() {
    return dropped;
  }

  /** The medium comes over these channels of the connection; false if another one has them. */
  boolean interleaved(int media, int rtpChannel, int rtcpChannel) {
    if (channels[rtpChannel] != NOBODY || channels[rtcpChannel] != NOBODY) {
      return false;
    }
    channels[rtcpChannel] = media * 2 + 1;
    channels[rtpChannel] = media * 2;
    ways[media].rtpChannel = rtpChannel;
    ways[media].rtcpChannel = rtcpChannel;
    return true;
  }

  /** A packet of the connection. */
  void received(int channel, byte[] buffer, int offset, int length) {
    int place = channel < CHANNELS ? channels[channel] : NOBODY;
    if (place == NOBODY) {
      dropped++;
    } else {
      take(place >> 1, (place & 1) != 0, buffer, offset, length);
    }
  }

  /** Who takes what comes to the sockets of a medium. */
  PairReceiver receiver(int media) {
    return ways[media];
  }

  /** The medium has these sockets; they are closed with this. */
  void opened(int media, PortPair pair) {
    if (closed) {
      pair.close();
    } else {
      ways[media].pair = pair;
    }
  }

  /** The medium gets no sockets after all. */
  void shut(int media) {
    PortPair pair = ways[media].pair;
    ways[media].pair = null;
    if (pair != null) {
      pair.close();
    }
  }

  /**
   * Where the medium comes from.
   *
   * @param camera the address that the connection goes to
   * @param source another address that it may come from
   * @param rtpPort it sends from; 0 where the camera does not say
   * @param rtcpPort it sends from; 0 where the camera does not say
   */
  void peer(
      int media, InetAddress camera, @Nullable InetAddress source, int rtpPort, int rtcpPort) {
    Path way = ways[media];
    way.camera = camera;
    way.source = source;
    way.rtpPort = rtpPort;
    way.rtcpPort = rtcpPort;
  }

  /** Opens the ways through firewalls between us and the camera. */
  void knock() {
    for (Path way : ways) {
      way.knock();
    }
  }

  /** The camera plays: hands on what has come already. */
  void flow() {
    if (flowing) {
      return;
    }
    flowing = true;
    for (Kept each : kept) {
      hand(each.media, each.rtcp, each.packet, 0, each.packet.length);
    }
    kept.clear();
  }

  /**
   * Sends RTCP about a medium.
   *
   * @return false where it goes over the connection
   */
  boolean report(int media, byte[] buffer, int offset, int length) {
    Path way = ways[media];
    PortPair pair = way.pair;
    if (pair == null) {
      return false;
    }
    InetAddress camera = way.camera;
    if (camera != null && way.rtcpPort > 0) {
      pair.rtcp().send(buffer, offset, length, new InetSocketAddress(camera, way.rtcpPort));
    }
    return true;
  }

  /** How media goes to the other server; null if it has not said where to. */
  @Nullable Way wayOut(int media, ByteConnection connection) {
    Path way = ways[media];
    PortPair pair = way.pair;
    InetAddress to = way.camera;
    if (pair == null) {
      boolean known = way.rtcpChannel != NOBODY;
      return known ? new Way.Interleaved(connection, way.rtpChannel, way.rtcpChannel) : null;
    }
    if (to == null || way.rtpPort == 0 || way.rtcpPort == 0) {
      return null;
    }
    return new Way.Unicast(
        pair.rtp().pathTo(new InetSocketAddress(to, way.rtpPort)),
        pair.rtcp().pathTo(new InetSocketAddress(to, way.rtcpPort)));
  }

  /** The channel that RTCP about a medium goes over; -1 if there is none. */
  int rtcpChannel(int media) {
    return ways[media].rtcpChannel;
  }

  void close() {
    closed = true;
    kept.clear();
    for (int media = 0; media < ways.length; media++) {
      shut(media);
    }
  }

  private void take(int media, boolean rtcp, byte[] buffer, int offset, int length) {
    if (closed) {
      return;
    }
    if (!rtcp) {
      packets++;
      octets += length;
    }
    int cost = length + KEPT_OVERHEAD_BYTES;
    if (!flowing && keptBytes + cost > MOST_KEPT_BYTES) {
      flow();
    }
    if (flowing) {
      hand(media, rtcp, buffer, offset, length);
    } else {
      keptBytes += cost;
      kept.add(new Kept(media, rtcp, Arrays.copyOfRange(buffer, offset, offset + length)));
    }
  }

  private void hand(int media, boolean rtcp, byte[] buffer, int offset, int length) {
    if (rtcp) {
      taker.rtcp(media, buffer, offset, length);
    } else {
      taker.rtp(media, buffer, offset, length);
    }
  }

  private static final class Kept {
    private final int media;
    private final boolean rtcp;
    private final byte[] packet;

    Kept(int media, boolean rtcp, byte[] packet) {
      this.media = media;
      this.rtcp = rtcp;
      this.packet = packet;
    }
  }

  /** The way of one medium. */
  private final class Path implements PairReceiver {
    private final int media;
    private int rtpChannel = NOBODY;
    private int rtcpChannel = NOBODY;
    private @Nullable PortPair pair;
    private @Nullable InetAddress camera;
    private @Nullable InetAddress source;
    private int rtpPort;
    private int rtcpPort;

    Path(int media) {
      this.media = media;
    }

    @Override
    public void rtp(PortPair at, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      if (known(remote)) {
        take(media, false, buffer, offset, length);
      } else {
        dropped++;
      }
    }

    @Override
    public void rtcp(PortPair at, InetSocketAddress remote, byte[] buffer, int offset, int length) {
      if (known(remote)) {
        rtcpPort = rtcpPort == 0 ? remote.getPort() : rtcpPort;
        take(media, true, buffer, offset, length);
      } else {
        dropped++;
      }
    }

    private boolean known(InetSocketAddress remote) {
      InetAddress address = remote.getAddress();
      return address != null && (address.equals(camera) || address.equals(source));
    }

    private void knock() {
      PortPair sockets = pair;
      InetAddress to = camera;
      if (sockets == null || to == null) {
        return;
      }
      if (rtpPort > 0) {
        InetSocketAddress rtp = new InetSocketAddress(to, rtpPort);
        sockets.rtp().send(RTP_KNOCK, 0, RTP_KNOCK.length, rtp);
      }
      if (rtcpPort > 0) {
        InetSocketAddress rtcp = new InetSocketAddress(to, rtcpPort);
        sockets.rtcp().send(RTCP_KNOCK, 0, RTCP_KNOCK.length, rtcp);
      }
    }
  }
}
