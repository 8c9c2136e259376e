package org.wcs.connectors.inflow;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint may set: nothing, it is asked for its settings. Each adapter names a class of
 * its own, as the container wants it, which adds nothing. Made by the container.
 */
public class PortActivation implements ActivationSpec {

  private @Nullable ResourceAdapter adapter;

  @Override
  public void validate() {}

  @Override
  public @Nullable ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
    if (this.adapter != null && this.adapter != adapter) {
      throw new ResourceException("this activation belongs to another adapter");
    }
    this.adapter = adapter;
  }
}
