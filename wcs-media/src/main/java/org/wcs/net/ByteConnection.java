package org.wcs.net;

import java.net.InetSocketAddress;
import org.wcs.lane.Lane;

/**
 * One TCP connection, with TLS or without: bytes in order both ways. On its lane, but for {@link
 * #lane}, {@link #local}, {@link #remote} and {@link #close}. What is written after the end is
 * dropped in silence.
 */
public interface ByteConnection {

  /** The lane of this connection, the same for its whole life. Any thread. */
  Lane lane();

  /** The local address. Any thread. */
  InetSocketAddress local();

  /** The peer's address. Any thread. */
  InetSocketAddress remote();

  /** Queues bytes; they are copied before it returns. */
  void write(byte[] buffer, int offset, int length);

  /** Queues shared bytes by reference; nothing is copied or allocated. */
  void write(SharedOctets octets);

  /**
   * Sends what is queued now. Without it everything leaves at the end of the drain, in as few
   * system calls as possible; ask only where that would be too late.
   */
  void flush();

  /** Bytes written that the kernel has not taken yet. */
  long unsentBytes();

  /**
   * Tells whether more may be written without only adding delay: false from the high-water mark on,
   * true again from the low-water mark down.
   */
  boolean writable();

  /** Stops taking bytes from the peer; what has been read already may still be handed over. */
  void pauseReading();

  /** Takes bytes from the peer again. */
  void resumeReading();

  /**
   * Closes after what is queued is sent, or after some seconds if the peer takes nothing. Nothing
   * is received any more. Idempotent. Any thread.
   */
  void close();
}
