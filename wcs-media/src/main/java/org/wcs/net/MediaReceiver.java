package org.wcs.net;

import java.net.InetSocketAddress;

/** Takes what arrives on the ports of one lane. On that lane. */
public interface MediaReceiver {

  /**
   * A datagram came in.
   *
   * @param port the socket it came to
   * @param remote who sent it
   * @param buffer lent: valid until the method returns
   */
  void datagram(DatagramPort port, InetSocketAddress remote, byte[] buffer, int offset, int length);

  /**
   * A frame (RFC 4571, length prefix already taken off) came in on a connection.
   *
   * @param path the connection; the same object for its whole life
   * @param buffer lent: valid until the method returns
   */
  void frame(MediaPath path, byte[] buffer, int offset, int length);

  /** The connection is gone; also after {@link MediaPath#close()}. Exactly once per connection. */
  void closed(MediaPath path);
}
