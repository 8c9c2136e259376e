package org.wcs.config;

/**
 * The network loops.
 *
 * @param eventLoops number of loops; 0 means one for each processor
 * @param nativeTransport whether epoll is used where the machine has it
 * @param udpSegmentation whether a burst leaves as one send (UDP GSO) where the kernel has it
 * @param receiveBufferBytes socket receive buffer
 * @param sendBufferBytes socket send buffer
 */
public record NetConfig(
    int eventLoops,
    boolean nativeTransport,
    boolean udpSegmentation,
    int receiveBufferBytes,
    int sendBufferBytes) {
  private static final int MEBIBYTE = 1 << 20;

  static NetConfig from(Settings settings) {
    return new NetConfig(
        settings.integer("net.event_loops", 0, 0, 256),
        settings.flag("net.native_transport", true),
        settings.flag("net.udp_gso", true),
        settings.integer("rtp_receive_buffer_size", 4 * MEBIBYTE, 4_096, 1_024 * MEBIBYTE),
        settings.integer("rtp_send_buffer_size", 4 * MEBIBYTE, 4_096, 1_024 * MEBIBYTE));
  }
}
