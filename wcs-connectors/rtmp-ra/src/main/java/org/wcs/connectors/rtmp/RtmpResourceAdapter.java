package org.wcs.connectors.rtmp;

import jakarta.resource.spi.Connector;
import org.jspecify.annotations.Nullable;
import org.wcs.connectors.inflow.BytePorts;
import org.wcs.connectors.inflow.Inflows;
import org.wcs.connectors.inflow.PortAdapter;
import org.wcs.connectors.net.NettyByteNetwork;

/** Opens the RTMP ports for each endpoint that is activated. Container threads. */
@Connector(
    displayName = "WCS RTMP adapter",
    vendorName = "WCS",
    eisType = "RTMP over TCP and TLS",
    version = "1.0")
public class RtmpResourceAdapter implements PortAdapter {

  private final Inflows<?, ?> inflows =
      new Inflows<>(new BytePorts<>("RTMP ports", NettyByteNetwork::open, NettyByteNetwork::begin));

  @Override
  public Inflows<?, ?> inflows() {
    return inflows;
  }

  /** There is one such adapter in a server and it has no settings. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RtmpResourceAdapter;
  }

  @Override
  public int hashCode() {
    return RtmpResourceAdapter.class.hashCode();
  }
}
