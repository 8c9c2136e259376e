package org.wcs.net;

/** How a dial ended: one call of one of the two methods, on the lane of the connection. */
public interface DialOutcome {

  /** The connection is there, with TLS after its handshake. Before anything is received on it. */
  void connected(ByteConnection connection);

  /** There will be no connection; the receiver hears nothing. */
  void failed(String why);
}
