package org.wcs.ejb.endpoint;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.jboss.ejb3.annotation.ResourceAdapter;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteListener;
import org.wcs.net.ByteListenerSettings;
import org.wcs.net.ByteNetwork;

/** Where the adapter of RTMP finds its owner. Container threads. */
@MessageDriven(messageListenerInterface = ByteListener.class)
@ResourceAdapter("#wcs-rtmp-ra.rar")
public class RtmpEndpoint implements ByteListener {

  @EJB private @Nullable WcsServer server;

  @Override
  public ByteListenerSettings settings() {
    return server().rtmpSettings();
  }

  @Override
  public ByteAcceptor opened(ByteNetwork network) {
    return server().rtmpOpened(network);
  }

  @Override
  public void closing() {
    server().rtmpClosing();
  }

  private WcsServer server() {
    return Injected.of(server);
  }
}
