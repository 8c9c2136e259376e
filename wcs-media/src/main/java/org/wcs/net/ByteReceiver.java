package org.wcs.net;

import org.jspecify.annotations.Nullable;

/** Takes what happens on one connection. On the connection's lane. A fault ends the connection. */
public interface ByteReceiver {

  /**
   * Bytes came in.
   *
   * @param buffer lent: valid until the method returns
   */
  void received(ByteConnection connection, byte[] buffer, int offset, int length);

  /**
   * {@link ByteConnection#writable} has changed; never called from within a write. A change that
   * the same drain took back is not told.
   */
  void writabilityChanged(ByteConnection connection, boolean writable);

  /**
   * The connection is gone; also after {@link ByteConnection#close}. Exactly once, and the last
   * call.
   *
   * @param why what went wrong; null for an ordinary end, by either side
   */
  void closed(ByteConnection connection, @Nullable String why);
}
