package org.wcs.rtmp;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtmpConfig;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteNetwork;
import org.wcs.net.ByteReceiver;
import org.wcs.peer.WaitingRoom;
import org.wcs.stream.EndReason;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/**
 * RTMP of this node: takes clients that publish and play. One for all ports and lanes. Any thread.
 */
public final class RtmpProtocol implements ByteAcceptor {

  private final RtmpParts parts;
  private final RandomGenerator random = new SecureRandom();
  private final Set<ServerSession> sessions = ConcurrentHashMap.newKeySet();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder bytesIn = new LongAdder(); // of sessions that have left
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final List<RtmpClient> clients = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Makes the protocol; it takes clients as soon as somebody brings connections.
   *
   * @param renditions finds tracks that a player takes
   * @param policy says who may do what
   */
  public RtmpProtocol(RtmpConfig config, StreamHub hub, Renditions renditions, RtmpPolicy policy) {
    this.parts =
        new RtmpParts(
            config,
            hub,
            renditions,
            policy,
            FanOuts.shared(config.ingest()),
            new Publications(hub, config.ingest()),
            new WaitingRoom());
  }

  @Override
  public @Nullable ByteReceiver accepted(ByteConnection connection) {
    if (closed || sessions.size() >= parts.config().listen().maxConnections()) {
      return null;
    }
    accepted.increment();
    long millis = connection.lane().nanoTime() / 1_000_000L;
    HandshakeServer handshake = new HandshakeServer(random, millis);
    ServerSession session = new ServerSession(parts, connection, handshake, this::gone);
    sessions.add(session);
    return session.connection();
  }

  /** The way to other servers over this network; it ends with the protocol. */
  public RtmpClient client(ByteNetwork network) {
    RtmpClient client = new RtmpClient(parts, network);
    clients.add(client);
    return client;
  }

  /** The numbers now. */
  public RtmpSnapshot snapshot() {
    List<RtmpSnapshot.Session> each =
        sessions.stream()
            .map(ServerSession::snapshot)
            .filter(session -> !session.equals(RtmpSnapshot.Session.NONE))
            .toList();
    long in = bytesIn.sum();
    long out = bytesOut.sum();
    long left = skipped.sum();
    int players = 0;
    for (RtmpSnapshot.Session session : each) {
      in += session.bytesIn();
      out += session.bytesOut();
      left += session.skipped();
      for (RtmpSnapshot.Stream stream : session.streams()) {
        players += stream.publishing() ? 0 : 1;
      }
    }
    int pushes = 0;
    for (RtmpClient client : clients) {
      pushes += client.pushes();
      left += client.skipped();
    }
    int publishers = parts.publications().all().size();
    return new RtmpSnapshot(
        each,
        new RtmpSnapshot.Totals(
            sessions.size(), publishers, players, pushes, accepted.sum(), in, out, left));
  }

  /**
   * Ends a session.
   *
   * @param sessionId as in {@link RtmpPeer#sessionId}
   * @return false if there is none
   */
  public boolean close(String sessionId, EndReason reason) {
    for (ServerSession session : sessions) {
      if (session.snapshot().peer().sessionId().equals(sessionId)) {
        session.close(reason);
        return true;
      }
    }
    return false;
  }

  /**
   * Ends one stream of a client, who is told the reason and sent away if it does nothing else.
   *
   * @param mediaSessionId as in {@link RtmpSnapshot.Stream#mediaSessionId}
   * @return false if there is none
   */
  public boolean terminate(String mediaSessionId, EndReason reason) {
    for (ServerSession session : sessions) {
      for (RtmpSnapshot.Stream stream : session.snapshot().streams()) {
        if (stream.mediaSessionId().equals(mediaSessionId)) {
          session.terminate(mediaSessionId, reason);
          return true;
        }
      }
    }
    return false;
  }

  /** Ends every session and takes no more; does not wait for the goodbyes. */
  public void close() {
    closed = true;
    clients.forEach(RtmpClient::close);
    sessions.forEach(session -> session.close(EndReason.SHUTDOWN));
  }

  /** Fan-outs that are alive; none when nobody plays. */
  int fanOuts() {
    return parts.fanOuts().size();
  }

  private void gone(ServerSession session) {
    sessions.remove(session);
    bytesIn.add(session.connection().bytesIn());
    bytesOut.add(session.connection().bytesOut());
    skipped.add(session.snapshot().skipped());
  }
}
