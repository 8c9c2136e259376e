package org.wcs.ejb.service;

import jakarta.json.JsonValue;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions whose socket is gone and that may be resumed for a while; bounded. Any thread. */
final class KeptSessions {

  private final int most;
  private final long keepNanos;
  private final Map<String, Kept> byToken = new LinkedHashMap<>(); // oldest first

  KeptSessions(int most, long keepNanos) {
    this.most = most;
    this.keepNanos = keepNanos;
  }

  synchronized void keep(String token, ClientSession.Introduction who, long nowNanos) {
    if (keepNanos == 0) {
      return;
    }
    byToken.remove(token);
    if (byToken.size() >= most) {
      Iterator<String> oldest = byToken.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    byToken.put(token, new Kept(slim(who), nowNanos));
  }

  synchronized Optional<ClientSession.Introduction> take(String token, long nowNanos) {
    return Optional.ofNullable(byToken.remove(token))
        .filter(kept -> nowNanos - kept.sinceNanos() <= keepNanos)
        .map(Kept::who);
  }

  synchronized void expire(long nowNanos) {
    byToken.values().removeIf(kept -> nowNanos - kept.sinceNanos() > keepNanos);
  }

  synchronized int size() {
    return byToken.size();
  }

  /** What a client gave for its application can be large and is given anew. */
  private static ClientSession.Introduction slim(ClientSession.Introduction who) {
    return new ClientSession.Introduction(
        who.appKey(), who.keepAlive(), null, who.sipLogin(), JsonValue.EMPTY_JSON_OBJECT);
  }

  private record Kept(ClientSession.Introduction who, long sinceNanos) {}
}
