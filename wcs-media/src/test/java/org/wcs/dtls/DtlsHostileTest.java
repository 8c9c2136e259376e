package org.wcs.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wcs.srtp.SrtpKeys;

/** Peers and networks that do not play by the book. */
final class DtlsHostileTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger running = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void closingEndsAHandshakeUnderWayAndFreesItsThread() {
    for (DtlsRole role : DtlsRole.values()) {
      Side alone = new Side(role, List::of);
      alone.session.start();
      if (role == DtlsRole.CLIENT) {
        Association.until(() -> alone.sent.get() > 0);
      }
      assertThat(running).hasValue(1);
      alone.session.close();
      long began = System.nanoTime();
      Association.until(() -> running.get() == 0);
      assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
      assertThat(alone.events).isEmpty();
    }
  }

  @Test
  void aClientHelloInTwoDatagramsInTheWrongOrderIsUnderstood() {
    AtomicInteger halves = new AtomicInteger();
    connect(
        datagram -> {
          List<byte[]> parts = inTwoIfClientHello(datagram);
          halves.addAndGet(parts.size() == 2 ? 2 : 0);
          return parts;
        });
    assertThat(halves.get()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void forgedRecordsAfterTheHandshakeDoNotEndTheAssociation() {
    List<Side> sides = connect(List::of);
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] forged = new byte[13 + random.nextInt(80)];
      random.nextBytes(forged);
      forged[0] = (byte) (20 + random.nextInt(4));
      forged[1] = (byte) 0xFE;
      forged[2] = (byte) 0xFD;
      forged[3] = 0;
      forged[4] = (byte) random.nextInt(2);
      forged[11] = 0;
      forged[12] = (byte) (forged.length - 13);
      for (Side side : sides) {
        side.session.received(forged, 0, forged.length);
      }
      Association.until(() -> running.get() == 0);
    }
    assertThat(sides).allSatisfy(side -> assertThat(side.events).containsExactly("connected"));
    sides.get(0).session.close();
    Association.until(() -> sides.get(1).events.contains("closed"));
    assertThat(sides.get(1).events).containsExactly("connected", "closed");
  }

  /** Two sides that have shaken hands; the filter is applied to what the client sends. */
  private List<Side> connect(Function<byte[], List<byte[]>> filter) {
    Side client = new Side(DtlsRole.CLIENT, filter);
    Side server = new Side(DtlsRole.SERVER, List::of);
    client.other = server;
    server.other = client;
    server.session.start();
    client.session.start();
    Association.until(() -> !client.events.isEmpty() && !server.events.isEmpty());
    Association.until(() -> running.get() == 0);
    assertThat(client.events).containsExactly("connected");
    assertThat(server.events).containsExactly("connected");
    return List.of(client, server);
  }

  private void execute(Runnable task) {
    running.incrementAndGet();
    threads.execute(
        () -> {
          try {
            task.run();
          } finally {
            running.decrementAndGet();
          }
        });
  }

  /**
   * Two records with half a message each, the second half first. Records in clear are renumbered to
   * make room: twice the number, plus one for the extra one.
   */
  private static List<byte[]> inTwoIfClientHello(byte[] datagram) {
    boolean inClear = datagram[3] == 0 && datagram[4] == 0;
    if (inClear) {
      datagram[10] = (byte) (datagram[10] * 2);
    }
    if (!inClear || datagram[0] != 22 || datagram[13] != 1) {
      return List.of(datagram);
    }
    int body = datagram.length - 25;
    int half = body / 2;
    return List.of(part(datagram, half, body - half, 1), part(datagram, 0, half, 0));
  }

  private static byte[] part(byte[] whole, int from, int length, int renumber) {
    byte[] part = Arrays.copyOf(whole, 25 + length);
    System.arraycopy(whole, 25 + from, part, 25, length);
    part[10] += (byte) renumber;
    part[11] = (byte) (12 + length >> 8);
    part[12] = (byte) (12 + length);
    part[20] = (byte) (from >> 8);
    part[21] = (byte) from;
    part[23] = (byte) (length >> 8);
    part[24] = (byte) length;
    return part;
  }

  /** One end, what it heard in order, and how many datagrams it sent. */
  private final class Side implements DtlsListener {
    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicInteger sent = new AtomicInteger();
    final DtlsSession session;
    private final Function<byte[], List<byte[]>> filter;
    volatile @Nullable Side other;

    Side(DtlsRole role, Function<byte[], List<byte[]>> filter) {
      this.filter = filter;
      session =
          new DtlsSession(
              role,
              Association.SERVER,
              List.of(Association.SERVER.sdpFingerprint()),
              Association.QUICK,
              DtlsHostileTest.this::execute,
              this::send,
              this);
    }

    private void send(byte[] buffer, int offset, int length) {
      sent.incrementAndGet();
      Side to = other;
      if (to == null) {
        return;
      }
      for (byte[] part : filter.apply(Arrays.copyOfRange(buffer, offset, offset + length))) {
        to.session.received(part, 0, part.length);
      }
    }

    @Override
    public void connected(SrtpKeys keys) {
      events.add("connected");
    }

    @Override
    public void failed(DtlsFailure failure, String detail) {
      events.add(failure + " " + detail);
    }

    @Override
    public void closed() {
      events.add("closed");
    }
  }
}
