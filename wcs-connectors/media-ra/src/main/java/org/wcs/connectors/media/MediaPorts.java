package org.wcs.connectors.media;

import java.io.IOException;
import org.wcs.connectors.inflow.Ports;
import org.wcs.connectors.net.NettyMediaNetwork;
import org.wcs.net.MediaListener;

/** UDP and TCP ports for media. */
final class MediaPorts implements Ports<MediaListener, NettyMediaNetwork> {

  @Override
  public String name() {
    return "media ports";
  }

  @Override
  public Class<MediaListener> listener() {
    return MediaListener.class;
  }

  @Override
  public NettyMediaNetwork open(MediaListener endpoint) throws IOException {
    return NettyMediaNetwork.open(endpoint.settings());
  }

  @Override
  public void opened(MediaListener endpoint, NettyMediaNetwork ports) {
    endpoint.opened(ports);
  }

  @Override
  public void closing(MediaListener endpoint) {
    endpoint.closing();
  }
}
