package org.wcs.rtsp;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.wcs.lane.Lane;

/** All sessions of the server by id, and the UDP sockets of their lanes. Any thread. */
final class ServerSessions {

  private static final int ID_BYTES = 12;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, ServerSession> byId = new ConcurrentHashMap<>();
  private final Map<Lane, ServerPorts> ports = new ConcurrentHashMap<>();
  private final LongAdder skipped = new LongAdder(); // of sessions that are over

  /** An id that cannot be guessed. */
  String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Nullable ServerSession find(String id) {
    return byId.get(id);
  }

  Collection<ServerSession> all() {
    return byId.values();
  }

  /** The sockets of a lane; on that lane. */
  ServerPorts ports(ServerParts parts, Lane lane) {
    return ports.computeIfAbsent(lane, each -> new ServerPorts(parts, each));
  }

  void add(ServerSession session) {
    byId.put(session.id(), session);
  }

  void remove(ServerSession session) {
    if (byId.remove(session.id(), session)) {
      skipped.add(session.snapshot().skipped());
    }
  }

  /** Packets left out for players that have gone. */
  long skipped() {
    return skipped.sum();
  }

  /** Closes the sockets. */
  void close() {
    ports.forEach((lane, each) -> lane.execute(each::close));
  }
}
