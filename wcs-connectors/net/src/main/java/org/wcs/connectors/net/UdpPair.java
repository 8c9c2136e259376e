package org.wcs.connectors.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.wcs.net.DatagramPort;
import org.wcs.net.PairReceiver;
import org.wcs.net.PortPair;

/** Two bound UDP sockets. As {@link PortPair} says. */
final class UdpPair implements PortPair {

  private final PairHouse house;
  private final PairReceiver receiver;
  private final UdpPort rtp;
  private final UdpPort rtcp;
  private volatile boolean closed;

  UdpPair(PairHouse house, Channel even, Channel odd, PairReceiver receiver) {
    this.house = house;
    this.receiver = receiver;
    this.rtp = port(even, this::rtpArrived);
    this.rtcp = port(odd, this::rtcpArrived);
    house.enter(this);
  }

  private UdpPort port(Channel channel, Arrival arrival) {
    DatagramOut out = house.out(channel);
    channel.closeFuture().addListener(gone -> out.close());
    return new UdpPort(channel, out, new Taker(arrival));
  }

  /** From now on datagrams are read. */
  void read() {
    for (UdpPort port : new UdpPort[] {rtp, rtcp}) {
      port.channel().pipeline().addLast(port);
      port.channel().config().setAutoRead(true);
    }
  }

  private void rtpArrived(InetSocketAddress remote, byte[] buffer, int length) {
    receiver.rtp(this, remote, buffer, 0, length);
  }

  private void rtcpArrived(InetSocketAddress remote, byte[] buffer, int length) {
    receiver.rtcp(this, remote, buffer, 0, length);
  }

  @Override
  public DatagramPort rtp() {
    return rtp;
  }

  @Override
  public DatagramPort rtcp() {
    return rtcp;
  }

  @Override
  public void close() {
    if (house.lane().isCurrent()) {
      closeNow();
    } else {
      closed = true;
      house.lane().execute(this::closeNow);
    }
  }

  /** On its lane. */
  void closeNow() {
    closed = true;
    house.leave(this);
    rtp.close();
    rtcp.close();
  }

  private interface Arrival {
    void arrived(InetSocketAddress remote, byte[] buffer, int length);
  }

  /** Keeps a fault of the receiver from harming the loop. */
  private final class Taker implements DatagramTaker {
    private final Arrival arrival;

    Taker(Arrival arrival) {
      this.arrival = arrival;
    }

    @Override
    public byte[] scratch(int length) {
      return house.scratch(length);
    }

    @Override
    public void datagram(UdpPort port, InetSocketAddress remote, byte[] buffer, int length) {
      house.received(length);
      if (closed) {
        return;
      }
      try {
        arrival.arrived(remote, buffer, length);
      } catch (Throwable fault) {
        house.fault("a datagram of " + length + " bytes from " + remote + " caused a fault", fault);
      }
    }

    @Override
    public void socketFault(InetSocketAddress local, Throwable cause) {
      house.fault(local, cause);
    }
  }
}
