package org.wcs.ejb.shell;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The server comes and goes: each method is a command of its own. */
@Command(name = "")
final class Lifecycle {

  private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

  private final ServerControl control;
  private final Caller caller;
  private final Console console;

  Lifecycle(ServerControl control, Caller caller, Console console) {
    this.control = control;
    this.caller = caller;
    this.console = console;
  }

  @Command(
      name = "stop",
      description = "Stop the server: no new clients, goodbye to those there are, then the end.")
  int stop(
      @Option(
              names = {"-w", "--within"},
              paramLabel = "<seconds>",
              defaultValue = "10",
              description = "How long requests at work may take (default ${DEFAULT-VALUE}).")
          int seconds)
      throws IOException, Refusal {
    LOG.log(Level.INFO, "{0} stops the server from {1}", caller.user(), caller.address());
    control.shutdown(patience(seconds));
    console.out().println("The server stops.");
    return ExitCode.DONE;
  }

  @Command(
      name = "suspend",
      description = "Take in no clients and close the media ports; resume opens them again.")
  int suspend(
      @Option(
              names = {"-w", "--within"},
              paramLabel = "<seconds>",
              defaultValue = "10",
              description = "How long requests at work may take (default ${DEFAULT-VALUE}).")
          int seconds)
      throws IOException, Refusal {
    LOG.log(Level.INFO, "{0} suspends the server from {1}", caller.user(), caller.address());
    control.suspend(patience(seconds));
    console.out().println("The server is " + control.state() + ".");
    return ExitCode.DONE;
  }

  @Command(name = "resume", description = "Take in clients again.")
  int resume() throws IOException {
    LOG.log(Level.INFO, "{0} resumes the server from {1}", caller.user(), caller.address());
    control.resume();
    console.out().println("The server is " + control.state() + ".");
    return ExitCode.DONE;
  }

  private static Duration patience(int seconds) throws Refusal {
    if (seconds < 0 || seconds > 86_400) {
      throw Refusal.failed("seconds are from 0 to 86400");
    }
    return Duration.ofSeconds(seconds);
  }
}
