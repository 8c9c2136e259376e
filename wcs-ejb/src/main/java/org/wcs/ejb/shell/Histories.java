package org.wcs.ejb.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each user has typed since the server started, for the next session. Any thread. */
final class Histories {

  private static final int MOST = 500;

  private final Map<String, Deque<String>> lines = new ConcurrentHashMap<>();

  List<String> of(String user) {
    Deque<String> own = lines.computeIfAbsent(user, name -> new ArrayDeque<>());
    synchronized (own) {
      return List.copyOf(own);
    }
  }

  void add(String user, String line) {
    Deque<String> own = lines.computeIfAbsent(user, name -> new ArrayDeque<>());
    synchronized (own) {
      if (own.size() == MOST) {
        own.removeFirst();
      }
      own.addLast(line);
    }
  }
}
