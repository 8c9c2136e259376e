package org.wcs.ejb.shell;

import java.util.Set;
import org.wcs.ejb.live.StreamFilter;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.stream.EndReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends what runs. */
@Command(name = "terminate", description = "End a stream, a connection or a transcoder.")
final class TerminateVerb {

  private final Verbs verbs;
  private final Console console;

  TerminateVerb(Verbs verbs, Console console) {
    this.verbs = verbs;
    this.console = console;
  }

  @Command(
      name = "stream",
      description = "A published stream by its name, or any by its media session.")
  int stream(
      @Parameters(paramLabel = "<stream>", description = "Name or media session.") String name)
      throws Refusal {
    int ended =
        verbs.streams().terminate(StreamFilter.mediaSession(name), EndReason.TERMINATED_BY_REST);
    if (ended == 0) {
      StreamFilter publishers = new StreamFilter(Set.of(), name, true, null);
      ended = verbs.streams().terminate(publishers, EndReason.TERMINATED_BY_REST);
    }
    if (ended == 0) {
      throw Refusal.failed("there is no such stream");
    }
    console.out().println("Stream " + Table.plain(name) + " is terminated.");
    return ExitCode.DONE;
  }

  @Command(name = "connection", description = "A client, and all that it publishes and plays.")
  int connection(
      @Parameters(paramLabel = "<session>", description = "See show connections.") String session)
      throws Refusal {
    if (!verbs.connections().terminate(session)) {
      throw Refusal.failed("there is no such session");
    }
    console.out().println("Connection " + Table.plain(session) + " is terminated.");
    return ExitCode.DONE;
  }

  @Command(name = "transcoder", description = "A stream that was made for an operator.")
  int transcoder(
      @Parameters(paramLabel = "<transcoder>", description = "See show transcoders.") String uri)
      throws RequestRefusedException {
    verbs.making().transcoders().terminate(uri);
    console.out().println("Transcoder " + Table.plain(uri) + " is terminated.");
    return ExitCode.DONE;
  }
}
