package org.wcs.net;

/**
 * Who wants the ports for byte streams: the endpoint that the adapter calls, once when they are
 * open and once before they close. Never called per connection.
 */
public interface ByteListener {

  /** What to open; asked for once, before opening. */
  ByteListenerSettings settings();

  /**
   * The ports are open; connections are accepted as soon as this returns.
   *
   * @return who takes them
   */
  ByteAcceptor opened(ByteNetwork network);

  /** The ports are about to close: say goodbye to the peers now. Returns when that is done. */
  void closing();
}
