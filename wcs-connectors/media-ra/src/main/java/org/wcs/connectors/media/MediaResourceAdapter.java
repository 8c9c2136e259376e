package org.wcs.connectors.media;

import jakarta.resource.spi.Connector;
import org.jspecify.annotations.Nullable;
import org.wcs.connectors.inflow.Inflows;
import org.wcs.connectors.inflow.PortAdapter;

/** Opens the media ports for each endpoint that is activated. Container threads. */
@Connector(
    displayName = "WCS media adapter",
    vendorName = "WCS",
    eisType = "RTP over UDP and TCP",
    version = "1.0")
public class MediaResourceAdapter implements PortAdapter {

  private final Inflows<?, ?> inflows = new Inflows<>(new MediaPorts());

  @Override
  public Inflows<?, ?> inflows() {
    return inflows;
  }

  /** There is one such adapter in a server and it has no settings. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MediaResourceAdapter;
  }

  @Override
  public int hashCode() {
    return MediaResourceAdapter.class.hashCode();
  }
}
