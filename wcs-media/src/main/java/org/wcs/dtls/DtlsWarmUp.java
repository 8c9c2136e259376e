package org.wcs.dtls;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.wcs.srtp.SrtpKeys;

/** Loads and compiles what the first handshake would otherwise wait for. */
public final class DtlsWarmUp {
  private static final long PATIENCE_SECONDS = 10;

  private DtlsWarmUp() {}

  /** Shakes hands with itself in memory; blocks until done, at most ten seconds. */
  public static void run(Executor blocking, long nowMillis) {
    DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), nowMillis);
    CountDownLatch done = new CountDownLatch(2);
    AtomicReference<@Nullable DtlsSession> client = new AtomicReference<>();
    AtomicReference<@Nullable DtlsSession> server = new AtomicReference<>();
    client.set(session(DtlsRole.CLIENT, identity, blocking, server, done));
    server.set(session(DtlsRole.SERVER, identity, blocking, client, done));
    start(server);
    start(client);
    try {
      boolean inTime = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      close(client);
      close(server);
      if (!inTime) {
        System.getLogger(DtlsWarmUp.class.getName())
            .log(System.Logger.Level.WARNING, "the first DTLS handshake took very long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static DtlsSession session(
      DtlsRole role,
      DtlsIdentity identity,
      Executor blocking,
      AtomicReference<@Nullable DtlsSession> other,
      CountDownLatch done) {
    DtlsSession.Output output =
        (buffer, offset, length) -> {
          DtlsSession to = other.get();
          if (to != null) {
            to.received(buffer, offset, length);
          }
        };
    return new DtlsSession(
        role,
        identity,
        List.of(identity.sdpFingerprint()),
        DtlsTimeouts.DEFAULT,
        blocking,
        output,
        new DtlsListener() {
          @Override
          public void connected(SrtpKeys keys) {
            done.countDown();
          }

          @Override
          public void failed(DtlsFailure failure, String detail) {
            done.countDown();
          }

          @Override
          public void closed() {}
        });
  }

  private static void start(AtomicReference<@Nullable DtlsSession> session) {
    DtlsSession now = session.get();
    if (now != null) {
      now.start();
    }
  }

  private static void close(AtomicReference<@Nullable DtlsSession> session) {
    DtlsSession now = session.get();
    if (now != null) {
      now.close();
    }
  }
}
