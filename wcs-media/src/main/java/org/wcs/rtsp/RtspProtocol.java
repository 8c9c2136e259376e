package org.wcs.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.wcs.config.RtspConfig;
import org.wcs.net.ByteAcceptor;
import org.wcs.net.ByteConnection;
import org.wcs.net.ByteNetwork;
import org.wcs.net.ByteReceiver;
import org.wcs.peer.WaitingRoom;
import org.wcs.rtsp.egress.Egress;
import org.wcs.rtsp.ingest.Publications;
import org.wcs.stream.EndReason;
import org.wcs.stream.Renditions;
import org.wcs.stream.StreamHub;

/**
 * RTSP of this node: takes clients that record and play. One for all ports and lanes. Any thread.
 */
public final class RtspProtocol implements ByteAcceptor {

  private final RtspParts common;
  private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
  private final List<RtspClient> clients = new CopyOnWriteArrayList<>();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder bytesIn = new LongAdder(); // of connections that have left
  private final LongAdder bytesOut = new LongAdder();
  private volatile @Nullable ServerParts parts; // null until the network is open
  private volatile boolean closed;

  /**
   * Makes the protocol; it takes clients as soon as it is {@linkplain #open opened}.
   *
   * @param renditions finds tracks that a player takes
   * @param policy says who may do what
   */
  public RtspProtocol(
      RtspConfig config,
      StreamHub hub,
      Renditions renditions,
      RtspPolicy policy,
      RtspRuntime runtime) {
    this.common = new RtspParts(config, hub, renditions, policy, runtime);
  }

  /** Names the network that the connections come from; media by UDP goes over it too. Once. */
  public void open(ByteNetwork network) {
    RtspConfig config = common.config();
    parts =
        new ServerParts(
            common,
            network,
            new Egress(config, common.renditions(), common.runtime().epochNanos()),
            new Publications(common.hub(), config.ingest()),
            new ServerLogin(config.access()),
            new WaitingRoom(),
            new ServerSessions(),
            new LongAdder());
  }

  @Override
  public @Nullable ByteReceiver accepted(ByteConnection connection) {
    ServerParts open = parts;
    if (open == null || closed || connections.size() >= limit()) {
      return null;
    }
    accepted.increment();
    ServerConnection taken = new ServerConnection(open, connection, this::gone);
    connections.add(taken);
    return taken;
  }

  /** The way to other servers over this network; it ends with the protocol. */
  public RtspClient client(ByteNetwork network) {
    RtspClient client = new RtspClient(common, network);
    clients.add(client);
    return client;
  }

  /** The numbers now. */
  public RtspSnapshot snapshot() {
    List<RtspSnapshot.Session> each = new ArrayList<>();
    long in = bytesIn.sum();
    long out = bytesOut.sum();
    for (ServerConnection connection : connections) {
      RtspSnapshot.Session session = connection.snapshot();
      in += session.bytesIn();
      out += session.bytesOut();
      if (!session.equals(RtspSnapshot.Session.NONE)) {
        each.add(session);
      }
    }
    return new RtspSnapshot(each, totals(in, out));
  }

  private RtspSnapshot.Totals totals(long in, long out) {
    int pulls = clients.stream().mapToInt(RtspClient::pulls).sum();
    int pushes = clients.stream().mapToInt(RtspClient::pushes).sum();
    ServerParts open = parts;
    int publishers = 0;
    int players = 0;
    long skipped = 0;
    long dropped = clients.stream().mapToLong(client -> client.totals().dropped()).sum();
    if (open != null) {
      skipped = open.sessions().skipped();
      dropped += open.strangers().sum();
      for (ServerSession session : open.sessions().all()) {
        RtspSnapshot.Stream stream = session.snapshot();
        publishers += stream.publishing() ? 1 : 0;
        players += stream.publishing() ? 0 : 1;
        skipped += stream.skipped();
      }
    }
    return new RtspSnapshot.Totals(
        connections.size(),
        publishers,
        players,
        pulls,
        pushes,
        accepted.sum(),
        in,
        out,
        skipped,
        dropped);
  }

  /** What clients record and play now, those included that have lost their connection. */
  public List<RtspSnapshot.Owned> streams() {
    ServerParts open = parts;
    return open == null
        ? List.of()
        : open.sessions().all().stream()
            .map(each -> new RtspSnapshot.Owned(each.peer(), each.snapshot()))
            .toList();
  }

  /**
   * Ends what a client records or plays; the client is told as far as RTSP has words for it.
   *
   * @param mediaSessionId as in {@link RtspSnapshot.Stream#mediaSessionId}
   * @return false if there is none
   */
  public boolean terminate(String mediaSessionId, EndReason reason) {
    ServerParts open = parts;
    if (open != null) {
      for (ServerSession session : open.sessions().all()) {
        if (session.snapshot().mediaSessionId().equals(mediaSessionId)) {
          session.terminate(reason);
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Ends a client's connection and what it has set up.
   *
   * @param sessionId as in {@link RtspPeer#sessionId}
   * @return false if there is none
   */
  public boolean close(String sessionId, EndReason reason) {
    boolean found = false;
    for (ServerConnection connection : connections) {
      if (connection.sessionId().equals(sessionId)) {
        connection.close(reason);
        found = true;
      }
    }
    ServerParts open = parts;
    if (open != null) {
      for (ServerSession session : open.sessions().all()) {
        if (session.peer().sessionId().equals(sessionId)) {
          session.close(reason);
          found = true;
        }
      }
    }
    return found;
  }

  /** Ends every session and takes no more; does not wait for the goodbyes. */
  public void close() {
    closed = true;
    clients.forEach(RtspClient::close);
    connections.forEach(connection -> connection.close(EndReason.SHUTDOWN));
    ServerParts open = parts;
    if (open != null) {
      open.sessions().all().forEach(session -> session.close(EndReason.SHUTDOWN));
      open.sessions().close();
    }
  }

  private int limit() {
    return common.config().listen().maxConnections();
  }

  private void gone(ServerConnection connection) {
    connections.remove(connection);
    RtspSnapshot.Session last = connection.snapshot();
    bytesIn.add(last.bytesIn());
    bytesOut.add(last.bytesOut());
  }
}
