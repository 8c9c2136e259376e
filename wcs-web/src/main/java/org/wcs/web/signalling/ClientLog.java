package org.wcs.web.signalling;

import java.lang.System.Logger.Level;
import org.wcs.ejb.service.SessionLog;

/**
 * The log lines that one client sends: a browser that is debugged sends its whole history at once,
 * so what is taken from a session is bounded. On the session's queue.
 */
final class ClientLog {

  private static final int MAX_LINE = 4_096;

  private final SessionLog log;
  private long remaining;

  ClientLog(SessionLog log, int maxCharacters) {
    this.log = log;
    this.remaining = maxCharacters;
  }

  /** Logs the line if there is room for it; tells whether there was. */
  boolean take(String line) {
    if (remaining < line.length()) {
      remaining = 0;
      return false;
    }
    remaining -= line.length();
    String shown = line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE);
    log.write(Level.DEBUG, () -> shown.replaceAll("\\p{Cntrl}", " "));
    return true;
  }
}
