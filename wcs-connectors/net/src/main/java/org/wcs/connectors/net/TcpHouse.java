package org.wcs.connectors.net;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import org.wcs.net.NetworkSettings.Buffers;

/** Keeps the TCP connections of one lane and their number within bounds. On its lane. */
final class TcpHouse {

  private final NetworkLane lane;
  private final Buffers buffers;
  private final LaneCounters counters;
  private final Arrivals arrivals;
  private final Set<TcpPath> guests = new HashSet<>();

  TcpHouse(NetworkLane lane, Buffers buffers, LaneCounters counters, Arrivals arrivals) {
    this.lane = lane;
    this.buffers = buffers;
    this.counters = counters;
    this.arrivals = arrivals;
  }

  NetworkLane lane() {
    return lane;
  }

  Buffers buffers() {
    return buffers;
  }

  LaneCounters counters() {
    return counters;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  /** What the listening sockets do with a new connection. */
  ChannelInitializer<SocketChannel> door() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        enter(channel);
      }
    };
  }

  private void enter(SocketChannel channel) {
    boolean gone = channel.remoteAddress() == null;
    if (gone || guests.size() >= buffers.maxConnections()) {
      if (!gone) {
        arrivals.note("refused a connection: there are " + guests.size() + " already");
      }
      channel.close();
      return;
    }
    TcpPath path = new TcpPath(channel, this);
    guests.add(path);
    channel.pipeline().addLast(path);
  }

  void left(TcpPath path) {
    if (guests.remove(path)) {
      arrivals.closed(path);
    }
  }

  void close() {
    Set.copyOf(guests).forEach(TcpPath::close);
  }
}
