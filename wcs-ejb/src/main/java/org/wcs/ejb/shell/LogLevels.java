package org.wcs.ejb.shell;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How much is logged, from now until the next start. Any thread.
 *
 * <p>The container's logging is that of the JDK with another back end; settings made there last.
 */
final class LogLevels {

  /** The names people know, and which level of the JDK they mean. */
  private static final Map<String, Level> LEVELS =
      Map.of(
          "OFF", Level.OFF,
          "ERROR", Level.SEVERE,
          "WARN", Level.WARNING,
          "INFO", Level.INFO,
          "DEBUG", Level.FINE,
          "TRACE", Level.FINER,
          "ALL", Level.ALL);

  /** The level that takes a logger's own away. */
  static final String INHERITED = "DEFAULT";

  static final List<String> NAMES =
      List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL", INHERITED);

  /** Whoever else holds a logger holds it weakly, with its level. */
  private static final Set<Logger> KEPT =
      Collections.newSetFromMap(new ConcurrentHashMap<Logger, Boolean>());

  private static final int MAX_KEPT = 1000;

  private LogLevels() {}

  /** Loggers with a level of their own, by name. */
  static Map<String, String> all() {
    Map<String, String> levels = new TreeMap<>();
    for (String name : Collections.list(LogManager.getLogManager().getLoggerNames())) {
      Logger logger = LogManager.getLogManager().getLogger(name);
      if (logger != null && logger.getLevel() != null) {
        levels.put(name.isEmpty() ? "ROOT" : name, shown(logger.getLevel()));
      }
    }
    return levels;
  }

  private static String shown(Level level) {
    return LEVELS.entrySet().stream()
        .filter(each -> each.getValue().intValue() == level.intValue())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(level.getName());
  }

  /**
   * Sets a logger's level.
   *
   * @param level one of {@link #NAMES}
   */
  static void set(String logger, String level) throws Refusal {
    Level wanted = level.equals(INHERITED) ? null : LEVELS.get(level);
    if (wanted == null && !level.equals(INHERITED)) {
      throw Refusal.failed("a level is one of " + String.join(", ", NAMES));
    }
    keep(logger.equals("ROOT") ? "" : logger, wanted);
  }

  private static void keep(String name, @Nullable Level level) throws Refusal {
    Logger logger = Logger.getLogger(name);
    if (level == null) {
      KEPT.remove(logger);
    } else if (KEPT.size() >= MAX_KEPT && !KEPT.contains(logger)) {
      throw Refusal.failed("too many loggers have levels of their own");
    } else {
      KEPT.add(logger);
    }
    logger.setLevel(level);
  }
}
