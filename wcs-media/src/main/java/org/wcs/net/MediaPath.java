package org.wcs.net;

import java.net.InetSocketAddress;

/**
 * A way to one peer: a local UDP socket and the peer's address, or a TCP connection with RFC 4571
 * framing. On its lane.
 */
public interface MediaPath {

  /** The local address, the one a reply must come from. Any thread. */
  InetSocketAddress local();

  /** The peer's address. Any thread. */
  InetSocketAddress remote();

  /** Tells whether this is a TCP connection. Any thread. */
  boolean connection();

  /** Sends one datagram or frame at once. The bytes are copied or sent before it returns. */
  void send(byte[] buffer, int offset, int length);

  /**
   * Sends many datagrams at once: {@code length} bytes cut every {@code segmentLength} bytes, the
   * last may be shorter. Copied before it returns, on the wire no later than the end of the drain.
   * At most {@link #MAX_SEGMENTS} segments and {@link #MAX_BURST_BYTES} bytes.
   */
  void sendBurst(byte[] buffer, int offset, int length, int segmentLength);

  /**
   * Tells whether a connection has so much unsent that more would only add delay; always true for
   * UDP.
   */
  boolean writable();

  /** Closes a connection; forgets a UDP path. Idempotent. */
  void close();

  /** Most segments of one burst; the kernel's limit for UDP segmentation offload. */
  int MAX_SEGMENTS = 64;

  /** Most bytes of one burst: the largest UDP payload. */
  int MAX_BURST_BYTES = 65_507 - 40;
}
