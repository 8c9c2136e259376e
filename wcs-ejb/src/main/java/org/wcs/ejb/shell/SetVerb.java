package org.wcs.ejb.shell;

import java.util.Locale;
import org.wcs.ejb.live.LiveConnections;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be changed while the server runs. */
@Command(name = "set", description = "Change how much is logged.")
final class SetVerb {

  private final LiveConnections connections;
  private final Console console;

  SetVerb(LiveConnections connections, Console console) {
    this.connections = connections;
    this.console = console;
  }

  @Command(
      name = "log-level",
      description = "How much a logger, or by -c a client's session, writes; until the next start.")
  int logLevel(
      @Option(
              names = {"-c", "--connection"},
              description = "The name is that of a session.")
          boolean connection,
      @Parameters(
              paramLabel = "<logger>",
              description = "For example org.wcs.rtmp; ROOT is above all. With -c a session.")
          String name,
      @Parameters(
              paramLabel = "<level>",
              description = "OFF, ERROR, WARN, INFO, DEBUG, TRACE, ALL; DEFAULT takes it away.")
          String level)
      throws Refusal {
    String wanted = level.toUpperCase(Locale.ROOT);
    if (connection) {
      ofSession(name, wanted);
    } else {
      LogLevels.set(name, wanted);
    }
    console.out().println(Table.plain(name) + " logs at " + wanted + ".");
    return ExitCode.DONE;
  }

  private void ofSession(String session, String level) throws Refusal {
    System.Logger.Level wanted;
    try {
      wanted = System.Logger.Level.valueOf(level.equals("WARN") ? "WARNING" : level);
    } catch (IllegalArgumentException e) {
      throw Refusal.failed("a session's level is one of OFF, ERROR, WARN, INFO, DEBUG, TRACE, ALL");
    }
    if (!connections.setLogLevel(session, wanted)) {
      throw Refusal.failed("there is no such session, or it has no log of its own");
    }
  }
}
