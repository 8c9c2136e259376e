package org.wcs.web.metrics;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import org.jspecify.annotations.Nullable;
import org.wcs.config.HttpConfig;
import org.wcs.ejb.boot.Injected;
import org.wcs.ejb.boot.WcsServer;

/** Notes the connections on which requests reach the HLS ports. */
@WebListener
public class HlsConnectionsListener implements ServletRequestListener {

  @EJB private @Nullable WcsServer server;
  @Inject private @Nullable HlsConnections connections;

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    ServletRequest request = event.getServletRequest();
    HttpConfig.Ports ports = Injected.of(server).services().config().http().ports();
    int port = request.getLocalPort();
    if (port == ports.hls() || port == ports.hlsHttps()) {
      Injected.of(connections)
          .asked(
              request.getRemoteAddr() + '/' + request.getRemotePort(), System.currentTimeMillis());
    }
  }
}
