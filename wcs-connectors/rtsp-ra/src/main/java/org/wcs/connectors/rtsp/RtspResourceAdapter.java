package org.wcs.connectors.rtsp;

import jakarta.resource.spi.Connector;
import org.jspecify.annotations.Nullable;
import org.wcs.connectors.inflow.BytePorts;
import org.wcs.connectors.inflow.Inflows;
import org.wcs.connectors.inflow.PortAdapter;
import org.wcs.connectors.net.NettyByteNetwork;

/**
 * Opens the RTSP ports, and those of media beside, for each endpoint that is activated. Container
 * threads.
 */
@Connector(
    displayName = "WCS RTSP adapter",
    vendorName = "WCS",
    eisType = "RTSP over TCP and TLS, media by UDP",
    version = "1.0")
public class RtspResourceAdapter implements PortAdapter {

  private final Inflows<?, ?> inflows =
      new Inflows<>(new BytePorts<>("RTSP ports", NettyByteNetwork::open, NettyByteNetwork::begin));

  @Override
  public Inflows<?, ?> inflows() {
    return inflows;
  }

  /** There is one such adapter in a server and it has no settings. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RtspResourceAdapter;
  }

  @Override
  public int hashCode() {
    return RtspResourceAdapter.class.hashCode();
  }
}
