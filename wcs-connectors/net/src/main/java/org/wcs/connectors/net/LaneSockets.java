package org.wcs.connectors.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;
import org.wcs.net.LanePorts;
import org.wcs.net.MediaReceiver;
import org.wcs.net.NetworkSettings;

/**
 * The sockets of one lane. Bound and closed from outside the lane, else as {@link LanePorts} says.
 */
final class LaneSockets implements LanePorts {

  private final NetworkLane lane;
  private final Transport transport;
  private final NetworkSettings settings;
  private final UdpBinding udpBinding;
  private final LaneCounters counters = new LaneCounters();
  private final Arrivals arrivals = new Arrivals(counters);
  private final TcpHouse house;
  private final List<Channel> listening = new ArrayList<>();
  private final List<Channel> datagram = new ArrayList<>();
  private List<UdpPort> ports = List.of();
  private List<InetSocketAddress> udp = List.of();
  private List<InetSocketAddress> tcp = List.of();

  LaneSockets(NetworkLane lane, Transport transport, NetworkSettings settings) {
    this.lane = lane;
    this.transport = transport;
    this.settings = settings;
    this.udpBinding =
        new UdpBinding(transport, settings.buffers().receive(), settings.buffers().send());
    this.house = new TcpHouse(lane, settings.buffers(), counters, arrivals);
  }

  /**
   * Binds all sockets to this port number, or none.
   *
   * @return why not, or null if all are bound
   */
  @Nullable Throwable bind(List<InetAddress> addresses, int port) {
    for (InetAddress address : addresses) {
      Throwable fault = bindOne(address, port);
      if (fault != null) {
        closeChannels();
        return fault;
      }
    }
    udp = addressesOf(datagram);
    tcp = addressesOf(listening);
    ports = onLane(this::openPorts);
    return null;
  }

  private @Nullable Throwable bindOne(InetAddress address, int port) {
    ChannelFuture future = udpBinding.bind(lane, address, port).awaitUninterruptibly();
    if (!future.isSuccess()) {
      return future.cause();
    }
    datagram.add(future.channel());
    if (!settings.tcp()) {
      return null;
    }
    future = bindTcp(address, port).awaitUninterruptibly();
    if (!future.isSuccess()) {
      return future.cause();
    }
    listening.add(future.channel());
    return null;
  }

  private ChannelFuture bindTcp(InetAddress address, int port) {
    NetworkSettings.Buffers buffers = settings.buffers();
    return new ServerBootstrap()
        .group(lane.loop(), lane.loop())
        .channelFactory(() -> transport.serverChannel(address))
        .option(ChannelOption.SO_BACKLOG, 512)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(buffers.lowWaterMark(), buffers.highWaterMark()))
        .childHandler(house.door())
        .bind(new InetSocketAddress(address, port));
  }

  private List<UdpPort> openPorts() {
    List<UdpPort> opened = new ArrayList<>();
    for (Channel channel : datagram) {
      DatagramOut out =
          transport.out(channel, lane, counters, SendDesk::new, settings.segmentation());
      UdpPort port = new UdpPort(channel, out, arrivals);
      channel.pipeline().addLast(port);
      channel.config().setAutoRead(true);
      opened.add(port);
    }
    return List.copyOf(opened);
  }

  /** Closes all sockets and returns when they are closed. Not from the lane. */
  void close() {
    onLane(
        () -> {
          ports.forEach(UdpPort::close);
          house.close();
          return true;
        });
    closeChannels();
  }

  private void closeChannels() {
    datagram.forEach(channel -> channel.close().awaitUninterruptibly());
    listening.forEach(channel -> channel.close().awaitUninterruptibly());
    datagram.clear();
    listening.clear();
  }

  private <T> T onLane(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    lane.loop().execute(() -> result.completeAsync(work, Runnable::run));
    return result.join();
  }

  private static List<InetSocketAddress> addressesOf(List<Channel> channels) {
    return channels.stream().map(channel -> (InetSocketAddress) channel.localAddress()).toList();
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public List<InetSocketAddress> udp() {
    return udp;
  }

  @Override
  public List<InetSocketAddress> tcp() {
    return tcp;
  }

  @Override
  public void receiver(MediaReceiver receiver) {
    arrivals.receiver(receiver);
  }

  @Override
  public Counters counters() {
    return counters.snapshot();
  }

  /** The open UDP sockets. After binding, any thread. */
  List<UdpPort> ports() {
    return ports;
  }
}
