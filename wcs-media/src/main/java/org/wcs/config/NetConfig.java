package org.wcs.config;

import java.time.Duration;

/**
 * The network loops.
 *
 * @param eventLoops number of loops; 0 means one for each processor
 * @param udpSegmentation whether a burst leaves as one send (UDP GSO) where the kernel has it
 * @param receiveBufferBytes socket receive buffer
 * @param sendBufferBytes socket send buffer
 * @param maxConnections media connections over TCP that one loop keeps; further ones are refused
 * @param idleConnection a TCP connection that proves nothing is closed after it
 */
public record NetConfig(
    int eventLoops,
    boolean udpSegmentation,
    int receiveBufferBytes,
    int sendBufferBytes,
    int maxConnections,
    Duration idleConnection) {
  private static final int MEBIBYTE = 1 << 20;

  static NetConfig from(Settings settings) {
    return new NetConfig(
        settings.integer("net.event_loops", 0, 0, 256),
        settings.flag("net.udp_gso", true),
        settings.integer("rtp_receive_buffer_size", 4 * MEBIBYTE, 4_096, 1_024 * MEBIBYTE),
        settings.integer("rtp_send_buffer_size", 4 * MEBIBYTE, 4_096, 1_024 * MEBIBYTE),
        settings.integer("net.max_tcp_connections", 10_000, 1, 1_000_000),
        settings.duration(
            "net.tcp_idle_timeout", "30s", Duration.ofSeconds(1), Duration.ofHours(1)));
  }
}
