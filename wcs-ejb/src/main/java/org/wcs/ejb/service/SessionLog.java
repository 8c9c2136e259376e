package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log of one client: its own lines and what goes between it and the server, never what is in
 * it. An operator may have more or less of it written than the server's settings say. Any thread.
 */
public final class SessionLog {

  private static final Logger LOG = System.getLogger("org.wcs.client");

  private final String sessionId;
  private volatile @Nullable Level wanted; // null: as the settings say

  SessionLog(String sessionId) {
    this.sessionId = sessionId;
  }

  void level(Level level) {
    wanted = level;
  }

  /** Writes a line if it is wanted; it is only made then. */
  public void write(Level level, Supplier<String> line) {
    Level least = wanted;
    if (least == null) {
      LOG.log(level, () -> sessionId + " " + line.get());
    } else if (level.getSeverity() >= least.getSeverity()) {
      boolean fine = level.getSeverity() < Level.INFO.getSeverity();
      LOG.log(fine ? Level.INFO : level, () -> sessionId + " " + line.get());
    }
  }
}
