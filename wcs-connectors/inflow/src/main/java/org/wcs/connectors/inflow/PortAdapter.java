package org.wcs.connectors.inflow;

import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that opens ports for each endpoint that is activated and closes them when it is
 * deactivated or the adapter stops. Container threads.
 */
public interface PortAdapter extends ResourceAdapter {

  /** Its endpoints. */
  Inflows<?, ?> inflows();

  @Override
  default void start(BootstrapContext context) {}

  @Override
  default void stop() {
    inflows().closeAll();
  }

  @Override
  default void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) {
    inflows().open(factory);
  }

  /** May come twice: at suspend and at shutdown. */
  @Override
  default void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    inflows().close(factory);
  }

  /** No transactions come in here. */
  @Override
  default XAResource @Nullable [] getXAResources(ActivationSpec[] specs) {
    return null;
  }
}
