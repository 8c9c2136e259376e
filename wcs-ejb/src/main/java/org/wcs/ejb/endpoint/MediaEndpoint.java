package org.wcs.ejb.endpoint;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.jboss.ejb3.annotation.ResourceAdapter;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.net.MediaListener;
import org.wcs.net.MediaNetwork;
import org.wcs.net.NetworkSettings;

/** Where the media adapter finds its owner. Container threads. */
@MessageDriven(messageListenerInterface = MediaListener.class)
@ResourceAdapter("#wcs-media-ra.rar")
public class MediaEndpoint implements MediaListener {

  @EJB private @Nullable WcsServer server;

  @Override
  public NetworkSettings settings() {
    return server().networkSettings();
  }

  @Override
  public void opened(MediaNetwork network) {
    server().opened(network);
  }

  @Override
  public void closing() {
    server().closing();
  }

  private WcsServer server() {
    return Injected.of(server);
  }
}
