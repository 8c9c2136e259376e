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

/** Where the adapter of RTSP finds its owner. Container threads. */
@MessageDriven(messageListenerInterface = ByteListener.class)
@ResourceAdapter("#wcs-rtsp-ra.rar")
public class RtspEndpoint implements ByteListener {

  @EJB private @Nullable WcsServer server;

  @Override
  public ByteListenerSettings settings() {
    return server().rtspSettings();
  }

  @Override
  public ByteAcceptor opened(ByteNetwork network) {
    return server().rtspOpened(network);
  }

  @Override
  public void closing() {
    server().rtspClosing();
  }

  private WcsServer server() {
    return Injected.of(server);
  }
}
