package org.wcs.config;

import java.util.List;

/**
 * Where media travels.
 *
 * @param portFrom first port of the media range, UDP and TCP
 * @param portTo end of the media range; this port itself is not used
 * @param ip public addresses or host names put into candidates; empty means the local ones
 * @param ipLocal local addresses or host names to listen on; empty means every local address
 * @param rtpBundle whether one transport may carry all media of a connection
 */
public record MediaConfig(
    int portFrom, int portTo, List<String> ip, List<String> ipLocal, boolean rtpBundle) {
  public MediaConfig {
    ip = List.copyOf(ip);
    ipLocal = List.copyOf(ipLocal);
    if (portFrom >= portTo) {
      throw new IllegalArgumentException(
          "media_port_from=" + portFrom + " must be less than media_port_to=" + portTo);
    }
  }

  static MediaConfig from(Settings settings) {
    return new MediaConfig(
        settings.port("media_port_from", 31_001),
        settings.port("media_port_to", 32_000),
        settings.hosts("ip"),
        settings.hosts("ip_local"),
        settings.flag("rtp_bundle", true));
  }
}
