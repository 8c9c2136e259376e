package org.wcs.ejb.boot;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.wcs.config.ConfigException;
import org.wcs.config.ServerKeys;
import org.wcs.config.WcsConfig;
import org.wcs.net.TlsKeys;

/** The certificate of ports with TLS. */
final class PortKeys {

  private static final Logger LOG = System.getLogger(PortKeys.class.getName());

  private PortKeys() {}

  /**
   * The keys; without a certificate the plain ports still serve.
   *
   * @param port 0 where there is no port with TLS
   * @param protocol to name in the log
   * @return null if the port stays closed
   */
  static @Nullable TlsKeys find(WcsConfig config, int port, String protocol) {
    if (port == 0) {
      return null;
    }
    try {
      return ServerKeys.of(config);
    } catch (IOException | ConfigException e) {
      LOG.log(Level.ERROR, "{0} stays closed: {1}", protocol, e.getMessage());
      return null;
    }
  }
}
