package org.wcs.web.signalling;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/** Hands the addresses of a handshake on to its socket. */
public class HandshakeConfigurator extends ServerEndpointConfig.Configurator {

  /** Under which the socket finds its {@link RequestAddresses.Ends}. */
  static final String ENDS = "org.wcs.ends";

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    RequestAddresses.Ends ends = RequestAddresses.current();
    if (ends != null) {
      config.getUserProperties().put(ENDS, ends);
    }
  }
}
