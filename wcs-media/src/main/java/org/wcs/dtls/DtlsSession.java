package org.wcs.dtls;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;
import org.wcs.sdp.Fingerprint;
import org.wcs.srtp.SrtpKeys;

/**
 * One DTLS association that agrees on keys for SRTP. Bouncy Castle blocks during a handshake, so
 * that runs as one task of the executor; afterwards a record that arrives is handled by a short
 * task, and no thread is held in between. All methods may be called from any thread.
 */
public final class DtlsSession {

  /** Sends a datagram to the peer; the bytes are lent. Any thread. */
  @FunctionalInterface
  public interface Output {
    /** Sends {@code length} bytes from {@code offset} on. */
    void send(byte[] buffer, int offset, int length);
  }

  private static final int RECORD_BYTES = 2_048;

  private final DtlsRole role;
  private final Handshake handshake;
  private final Executor blocking;
  private final DtlsListener listener;
  private final Datagrams datagrams;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean reading = new AtomicBoolean();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean closed;
  private volatile @Nullable DTLSTransport transport;

  /**
   * Makes a session that waits for {@link #start}.
   *
   * @param fingerprints the peer's certificate must have one of these
   * @param blocking runs the handshake, which blocks
   */
  public DtlsSession(
      DtlsRole role,
      DtlsIdentity identity,
      List<Fingerprint> fingerprints,
      DtlsTimeouts timeouts,
      Executor blocking,
      Output output,
      DtlsListener listener) {
    this.role = role;
    this.handshake = new Handshake(identity, List.copyOf(fingerprints), timeouts);
    this.blocking = blocking;
    this.datagrams = new Datagrams(output);
    this.listener = listener;
  }

  /** Begins, or begins to wait for the peer; idempotent. */
  public void start() {
    if (started.compareAndSet(false, true)) {
      blocking.execute(this::shakeHands);
    }
  }

  /** A DTLS datagram arrived; the bytes are lent. */
  public void received(byte[] buffer, int offset, int length) {
    if (!closed) {
      datagrams.offer(buffer, offset, length);
      readLater();
    }
  }

  /**
   * Says goodbye if there is somebody to say it to, or ends the handshake under way; idempotent.
   * The listener hears nothing from then on.
   */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    datagrams.close();
    DTLSTransport now = transport;
    if (now != null) {
      blocking.execute(() -> goodbye(now));
    }
  }

  private void shakeHands() {
    if (closed) {
      return;
    }
    try {
      SrtpKeys keys = role == DtlsRole.SERVER ? accept() : connect();
      if (closed) {
        goodbye(transport); // close() may have come too early to see it
        return;
      }
      listener.connected(keys);
      readLater();
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        listener.failed(failure(e), String.valueOf(e.getMessage()));
      }
    }
  }

  private SrtpKeys accept() throws IOException {
    ServerPeer peer = new ServerPeer(handshake);
    transport = new DTLSServerProtocol().accept(peer, datagrams);
    return required(peer.keys());
  }

  private SrtpKeys connect() throws IOException {
    ClientPeer peer = new ClientPeer(handshake);
    transport = new DTLSClientProtocol().connect(peer, datagrams);
    return required(peer.keys());
  }

  private static SrtpKeys required(@Nullable SrtpKeys keys) throws IOException {
    if (keys == null) {
      throw new IOException("the handshake ended without keys");
    }
    return keys;
  }

  private DtlsFailure failure(Exception e) {
    if (handshake.wrongFingerprint()) {
      return DtlsFailure.FINGERPRINT;
    }
    return e instanceof TlsTimeoutException ? DtlsFailure.TIMEOUT : DtlsFailure.HANDSHAKE;
  }

  /** Records after the handshake: the peer's last flight once more, or its goodbye. */
  private void readLater() {
    DTLSTransport now = transport;
    if (now != null && !datagrams.isEmpty() && reading.compareAndSet(false, true)) {
      blocking.execute(() -> read(now));
    }
  }

  private void read(DTLSTransport from) {
    try {
      byte[] record = new byte[RECORD_BYTES];
      while (!datagrams.isEmpty() && !closed) {
        from.receive(record, 0, record.length, 1);
      }
    } catch (IOException | RuntimeException e) {
      tellClosed(); // the association is broken for good
    } finally {
      reading.set(false);
    }
    if (handshake.peerClosed()) {
      tellClosed();
    }
    if (!closed) {
      readLater();
    }
  }

  private void tellClosed() {
    if (!closed && told.compareAndSet(false, true)) {
      listener.closed();
    }
  }

  private static void goodbye(@Nullable DTLSTransport to) {
    if (to == null) {
      return;
    }
    synchronized (to) {
      try {
        to.close();
      } catch (IOException alreadyGone) {
        // nobody is left to hear it
      }
    }
  }
}
