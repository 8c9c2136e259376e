package org.wcs.connectors.media;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.wcs.connectors.net.NettyMediaNetwork;

/**
 * Opens the media ports for each endpoint that is activated and closes them when it is deactivated
 * or the adapter stops. Container threads.
 */
@Connector(
    displayName = "WCS media adapter",
    vendorName = "WCS",
    eisType = "RTP over UDP and TCP",
    version = "1.0")
public class MediaResourceAdapter implements ResourceAdapter {

  private final Map<MessageEndpointFactory, Inflow> inflows = new ConcurrentHashMap<>();

  @Override
  public void start(BootstrapContext context) {}

  @Override
  public void stop() {
    List.copyOf(inflows.keySet()).forEach(this::close);
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) {
    Inflow inflow = new Inflow(factory, NettyMediaNetwork::open);
    if (inflows.putIfAbsent(factory, inflow) == null) {
      inflow.start();
    }
  }

  /** May come twice: at suspend and at shutdown. */
  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    close(factory);
  }

  private void close(MessageEndpointFactory factory) {
    Inflow inflow = inflows.remove(factory);
    if (inflow != null) {
      inflow.close();
    }
  }

  /** No transactions come in here. */
  @Override
  public XAResource @Nullable [] getXAResources(ActivationSpec[] specs) {
    return null;
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
