package org.wcs.dtls;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;

/** Datagrams in and out as Bouncy Castle wants them: a bounded queue in, a callback out. */
final class Datagrams implements DatagramTransport {
  private static final int MAX_QUEUED = 64;
  private static final int MTU = 1_200;
  private static final int MAX_RECEIVED = 2_048;
  private static final byte[] CLOSED = new byte[0];

  private final BlockingQueue<byte[]> received = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final DtlsSession.Output output;

  Datagrams(DtlsSession.Output output) {
    this.output = output;
  }

  /** Queues a datagram; one too many is lost, as on any network. */
  void offer(byte[] datagram) {
    received.offer(datagram);
  }

  boolean isEmpty() {
    return received.isEmpty();
  }

  @Override
  public int getReceiveLimit() {
    return MAX_RECEIVED;
  }

  @Override
  public int getSendLimit() {
    return MTU;
  }

  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) {
    try {
      byte[] datagram = received.poll(waitMillis, TimeUnit.MILLISECONDS);
      if (datagram == null || datagram == CLOSED) {
        return -1;
      }
      int copied = Math.min(length, datagram.length);
      System.arraycopy(datagram, 0, buffer, offset, copied);
      return copied;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    output.send(buffer, offset, length);
  }

  @Override
  public void close() {
    received.offer(CLOSED);
  }
}
