package org.wcs.ejb.shell;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the way a stream takes, once or for as long as somebody looks. */
@Command(
    name = "trace",
    description = "The way of a stream: tracks, feeds, codecs, viewers, and what was left out.")
final class TraceVerb implements Callable<Integer> {

  /** To the upper left corner, and all below is blank. */
  private static final String FRESH_SCREEN = "\u001b[H\u001b[J";

  private static final String TO_LINE_END = "\u001b[K";

  private final StreamTrace trace;
  private final Console console;

  @Mixin private Output output = new Output();

  @Option(
      names = {"-f", "--follow"},
      description = "Again and again, until Ctrl-C or the end of the stream.")
  private boolean follow;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "<seconds>",
      defaultValue = "1",
      description = "From one look to the next (default ${DEFAULT-VALUE}).")
  private int seconds = 1;

  @Parameters(paramLabel = "<stream>", description = "Its name.")
  private String name = "";

  TraceVerb(Verbs verbs, Console console) {
    this.trace = new StreamTrace(verbs);
    this.console = console;
  }

  @Override
  public Integer call() throws Refusal {
    if (seconds < 1 || seconds > 3600) {
      throw Refusal.failed("seconds are from 1 to 3600");
    }
    JsonObject first =
        trace.look(name).orElseThrow(() -> Refusal.failed("there is no such stream"));
    show(first);
    while (follow && console.pause(Duration.ofSeconds(seconds))) {
      Optional<JsonObject> next = trace.look(name);
      if (next.isEmpty()) {
        console.err().println("The stream has ended.");
        return ExitCode.DONE;
      }
      show(next.get());
    }
    return ExitCode.DONE;
  }

  private void show(JsonObject look) {
    PrintWriter out = console.out();
    if (output.json()) {
      Output.line(out, look);
    } else {
      boolean redraw = follow && console.terminal();
      out.print(redraw ? FRESH_SCREEN : "");
      for (String line : TraceTree.of(look, System.currentTimeMillis())) {
        out.println(line + (redraw ? TO_LINE_END : ""));
      }
      out.print(follow && !redraw ? "\n" : "");
    }
    out.flush();
  }
}
