package org.wcs.config;

/**
 * RTMP in and out.
 *
 * @param port where publishers and players connect
 */
public record RtmpConfig(int port) {
  static RtmpConfig from(Settings settings) {
    return new RtmpConfig(settings.port("rtmp.port", 1935));
  }
}
