package org.wcs.connectors.rtmp;

import java.io.IOException;
import org.wcs.connectors.inflow.Ports;
import org.wcs.connectors.net.NettyByteNetwork;
import org.wcs.net.ByteListener;

/** TCP ports for RTMP, with and without TLS. */
final class RtmpPorts implements Ports<ByteListener, NettyByteNetwork> {

  @Override
  public String name() {
    return "RTMP ports";
  }

  @Override
  public Class<ByteListener> listener() {
    return ByteListener.class;
  }

  @Override
  public NettyByteNetwork open(ByteListener endpoint) throws IOException {
    return NettyByteNetwork.open(endpoint.settings());
  }

  @Override
  public void opened(ByteListener endpoint, NettyByteNetwork ports) {
    ports.accept(endpoint.opened(ports));
  }

  @Override
  public void closing(ByteListener endpoint) {
    endpoint.closing();
  }
}
