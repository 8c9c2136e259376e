package org.wcs.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsFatalAlert;

/** Datagrams in and out as Bouncy Castle wants them: a bounded queue in, a callback out. */
final class Datagrams implements DatagramTransport {
  private static final int MAX_QUEUED = 64;
  private static final int MTU = 1_200;
  private static final int MAX_RECEIVED = 2_048;
  private static final byte[] WAKE_UP = new byte[0];

  private final BlockingQueue<byte[]> received = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final DtlsSession.Output output;
  private volatile boolean closed;

  Datagrams(DtlsSession.Output output) {
    this.output = output;
  }

  /** Queues a copy; what is no DTLS, and one too many, is lost, as on any network. */
  void offer(byte[] buffer, int offset, int length) {
    if (!closed && length <= MAX_RECEIVED && Records.acceptable(buffer, offset, length)) {
      received.offer(Arrays.copyOfRange(buffer, offset, offset + length));
    }
  }

  /** Whether there is nothing to receive, now or ever. */
  boolean isEmpty() {
    return closed || received.isEmpty();
  }

  @Override
  public int getReceiveLimit() {
    return MAX_RECEIVED;
  }

  @Override
  public int getSendLimit() {
    return MTU;
  }

  /** Fails at once when closed, so that a handshake under way ends and its thread is free. */
  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
    byte[] datagram = closed ? WAKE_UP : poll(waitMillis);
    if (closed) {
      throw new TlsFatalAlert(AlertDescription.user_canceled);
    }
    if (datagram.length == 0) {
      return -1;
    }
    int copied = Math.min(length, datagram.length);
    System.arraycopy(datagram, 0, buffer, offset, copied);
    return copied;
  }

  private byte[] poll(int waitMillis) throws InterruptedIOException {
    try {
      byte[] datagram = received.poll(waitMillis, TimeUnit.MILLISECONDS);
      return datagram == null ? WAKE_UP : datagram;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while shaking hands");
    }
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    output.send(buffer, offset, length);
  }

  /** Nothing is received any more; a last alert may still be sent. */
  @Override
  public void close() {
    closed = true;
    received.clear();
    received.offer(WAKE_UP);
  }
}
