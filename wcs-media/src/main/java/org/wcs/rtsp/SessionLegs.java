package org.wcs.rtsp;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ways of one session, by the number of what goes over them. One that is set up again takes the
 * place of the one before. On the session's lane.
 *
 * @param <U> what goes over a way
 */
final class SessionLegs<U extends SessionLeg.Use> {

  private final ServerSession session;
  private final int most;
  private final Map<Integer, SessionLeg<U>> legs = new LinkedHashMap<>();
  private int opening;
  private boolean over;

  /**
   * Makes a session's ways, none so far.
   *
   * @param most how many it may have
   */
  SessionLegs(ServerSession session, int most) {
    this.session = session;
    this.most = most;
  }

  ServerSession session() {
    return session;
  }

  /** Whether there are as many as may be, those included that are being opened. */
  boolean full() {
    return legs.size() + opening >= most;
  }

  /**
   * Opens a way and tells the outcome of the request.
   *
   * @param recording whether media comes from the client
   */
  void open(int id, SessionRole.Setup setup, boolean recording, U use) {
    opening++;
    SessionLeg<U> leg = new SessionLeg<>(this, id, setup, use);
    setup.transports().open(setup.request(), recording, leg, leg);
  }

  /** An opening has ended, well or not. */
  void answered() {
    opening--;
  }

  void put(int id, SessionLeg<U> leg) {
    SessionLeg<U> before = legs.put(id, leg);
    if (before != null) {
      before.close();
    }
  }

  @Nullable SessionLeg<U> get(int id) {
    return legs.get(id);
  }

  /** Takes one out that the caller closes; null if there is none, or no other. */
  @Nullable SessionLeg<U> remove(int id) {
    return legs.size() == 1 ? null : legs.remove(id);
  }

  /** The numbers of those that are open, in the order of their opening. */
  List<Integer> ids() {
    return List.copyOf(legs.keySet());
  }

  Collection<SessionLeg<U>> all() {
    return legs.values();
  }

  /** Whether none is open or being opened. */
  boolean empty() {
    return legs.isEmpty() && opening == 0;
  }

  /** Whether all media goes over UDP. */
  boolean udp() {
    return !legs.isEmpty() && legs.values().stream().allMatch(SessionLeg::udp);
  }

  /** What is opened from now on is closed at once. */
  void end() {
    over = true;
  }

  boolean over() {
    return over;
  }

  void close() {
    legs.values().forEach(SessionLeg::close);
  }
}
