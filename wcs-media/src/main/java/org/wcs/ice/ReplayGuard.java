package org.wcs.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the transactions of the last authenticated requests. MESSAGE-INTEGRITY does not cover
 * the sender's address, so who saw a nomination pass could send it again from an address of his own
 * and draw the media there; a transaction that comes again from elsewhere is not admitted. On the
 * lane of its agent.
 */
final class ReplayGuard {
  private static final int SIZE = 32;

  private final long[] heads = new long[SIZE];
  private final int[] tails = new int[SIZE];
  private final @Nullable Object[] ports = new @Nullable Object[SIZE];
  private final @Nullable InetSocketAddress[] remotes = new @Nullable InetSocketAddress[SIZE];
  private int next;

  /** Whether the transaction is new, or a retransmission over the same path. */
  boolean admits(StunMessage message, Object port, InetSocketAddress from) {
    long head = message.transactionHead();
    int tail = message.transactionTail();
    for (int i = 0; i < SIZE; i++) {
      if (heads[i] == head && tails[i] == tail && ports[i] != null) {
        return ports[i] == port && from.equals(remotes[i]);
      }
    }
    heads[next] = head;
    tails[next] = tail;
    ports[next] = port;
    remotes[next] = from;
    next = (next + 1) % SIZE;
    return true;
  }
}
