package org.wcs.connectors.media;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ResourceAdapter;
import org.jspecify.annotations.Nullable;
import org.wcs.net.MediaListener;

/** What an endpoint may set: nothing, it is asked for its settings. Made by the container. */
@Activation(messageListeners = MediaListener.class)
public class MediaActivation implements ActivationSpec {

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
