package org.wcs.dtls;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.wcs.sdp.Fingerprint;
import org.wcs.srtp.SrtpKeys;

/** Two sessions and a link between them that loses and swaps datagrams as its seed says. */
final class Association implements AutoCloseable {
  static final DtlsIdentity SERVER = DtlsIdentity.generate(new SecureRandom(), 0);
  static final DtlsIdentity CLIENT = DtlsIdentity.generate(new SecureRandom(), 0);
  static final DtlsTimeouts QUICK = new DtlsTimeouts(Duration.ofSeconds(10), Duration.ofMillis(50));
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(15);

  final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final Side client;
  final Side server;
  private final Random random;
  private final double loss;

  Association(long seed, double loss) {
    this(seed, loss, QUICK, SERVER.sdpFingerprint(), CLIENT.sdpFingerprint());
  }

  Association(
      long seed, double loss, DtlsTimeouts timeouts, Fingerprint ofServer, Fingerprint ofClient) {
    this.random = new Random(seed);
    this.loss = loss;
    this.client = new Side(DtlsRole.CLIENT, CLIENT, ofServer, timeouts);
    this.server = new Side(DtlsRole.SERVER, SERVER, ofClient, timeouts);
    client.other = server;
    server.other = client;
  }

  Association start() {
    server.session.start();
    client.session.start();
    return this;
  }

  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it has not come about in time");
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    client.session.close();
    server.session.close();
    threads.shutdown();
  }

  private synchronized boolean lost() {
    return random.nextDouble() < loss;
  }

  /** One end: what it heard. */
  final class Side implements DtlsListener {
    final DtlsSession session;
    final List<DtlsFailure> failures = new CopyOnWriteArrayList<>();
    volatile @Nullable SrtpKeys keys;
    volatile boolean closed;
    @Nullable Side other;
    private byte @Nullable [] held;

    Side(DtlsRole role, DtlsIdentity identity, Fingerprint peer, DtlsTimeouts timeouts) {
      session = new DtlsSession(role, identity, List.of(peer), timeouts, threads, this::send, this);
    }

    /** Every third datagram or so changes places with the next where the link is bad. */
    private synchronized void send(byte[] buffer, int offset, int length) {
      byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
      if (loss > 0 && held == null && lost()) {
        held = datagram;
        return;
      }
      deliver(datagram);
      if (held != null) {
        byte[] late = held;
        held = null;
        deliver(late);
      }
    }

    private void deliver(byte[] datagram) {
      if (other != null && !lost()) {
        other.session.received(datagram, 0, datagram.length);
      }
    }

    @Override
    public void connected(SrtpKeys agreed) {
      keys = agreed;
    }

    @Override
    public void failed(DtlsFailure failure, String detail) {
      failures.add(failure);
    }

    @Override
    public void closed() {
      closed = true;
    }
  }
}
