package org.wcs.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.ice.IceCredentials;

/** The publisher and the viewers of one stream, joined and parted by WHIP and WHEP. */
final class Audience {

  private static final String STREAM = "bench";
  private static final int PROBES = 8;
  private static final int JOINING_AT_ONCE = 16;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = 5_000_000L;

  private final LoadLoop loop;
  private final WhipClient http;
  private final Connection.Setup setup;
  private final SecureRandom random = new SecureRandom();
  private final DelaySamples delays = new DelaySamples();
  private final List<Member> members = new ArrayList<>();

  Audience(LoadLoop loop, WhipClient http, Connection.Setup setup) {
    this.loop = loop;
    this.http = http;
    this.setup = setup;
  }

  private record Member(Connection connection, Viewer viewer, WhipClient.Session session) {}

  DelaySamples delays() {
    return delays;
  }

  /** Publishes and waits until the server takes the media. */
  void publish(LoadPattern pattern) throws IOException {
    IceCredentials own = IceCredentials.generate(random);
    String offer = Offer.publishing(own, setup.identity().sdpFingerprint());
    WhipClient.Session session = http.post("/whip/" + STREAM, offer);
    Connection connection = open(own, session, new Publisher(pattern));
    awaitReady(connection);
  }

  /** Adds viewers, some of them probes, and waits until all of them get picture and sound. */
  void join(int count) throws IOException {
    Deque<Connection> joining = new ArrayDeque<>();
    int probeEvery = Math.max(1, count / PROBES);
    for (int i = 0; i < count; i++) {
      boolean probe = i % probeEvery == probeEvery / 2;
      long reportNanos = System.nanoTime() + random.nextLong(1_000_000_000L);
      Viewer viewer = new Viewer(probe, delays, reportNanos);
      IceCredentials own = IceCredentials.generate(random);
      String offer = Offer.playing(own, setup.identity().sdpFingerprint());
      WhipClient.Session session = http.post("/whep/" + STREAM, offer);
      Connection connection = open(own, session, viewer);
      members.add(new Member(connection, viewer, session));
      joining.add(connection);
      if (joining.size() > JOINING_AT_ONCE) {
        awaitReady(joining.remove());
      }
    }
    while (!joining.isEmpty()) {
      awaitReady(joining.remove());
    }
    awaitMedia();
  }

  /** Removes all viewers. */
  void part() throws IOException {
    for (Member member : members) {
      http.delete(member.session());
      loop.remove(member.connection());
    }
    members.clear();
  }

  /** Counts from here. */
  void beginWindow() throws IOException {
    loop.call(
        () -> {
          members.forEach(member -> member.viewer().beginWindow());
          delays.clear();
          return true;
        });
  }

  /** What all viewers got since, and how long it took. */
  Delivery delivery() throws IOException {
    return loop.call(
        () ->
            members.stream()
                .map(member -> member.viewer().delivery())
                .reduce(Delivery.NONE, Delivery::plus));
  }

  DelaySamples.Summary delay() throws IOException {
    return loop.call(delays::summary);
  }

  /** Fails if a connection has failed meanwhile. */
  void check() throws IOException {
    for (Member member : members) {
      String failure = member.connection().failure();
      if (failure != null) {
        throw new IOException("a viewer was lost: " + failure);
      }
    }
  }

  private Connection open(IceCredentials own, WhipClient.Session session, Media media)
      throws IOException {
    Connection connection = Connection.open(setup, own, session.answer(), media, System.nanoTime());
    loop.add(connection);
    return connection;
  }

  private void awaitReady(Connection connection) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!connection.ready()) {
      String failure = connection.failure();
      if (failure != null || System.nanoTime() - deadline >= 0) {
        throw new IOException("no connection: " + (failure == null ? "timed out" : failure));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void awaitMedia() throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    long silent = silent();
    while (silent > 0) {
      check();
      if (System.nanoTime() - deadline >= 0) {
        throw new IOException(silent + " viewers get no picture or no sound");
      }
      LockSupport.parkNanos(POLL_NANOS);
      silent = silent();
    }
  }

  private long silent() throws IOException {
    return loop.call(() -> members.stream().filter(each -> !each.viewer().flowing()).count());
  }
}
