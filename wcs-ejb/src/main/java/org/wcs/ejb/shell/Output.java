package org.wcs.ejb.shell;

import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How the answer is written. */
final class Output {

  @Option(names = "--json", description = "Answer in JSON, for scripts.")
  private boolean json;

  /** For scripts? */
  boolean json() {
    return json;
  }

  /** Writes a table; {@code nothing} in the place of an empty one. */
  int print(Console console, Table table, String nothing) {
    return print(console, table, nothing, table::json);
  }

  /** Writes a table, whose rows are told to scripts otherwise. */
  int print(
      Console console, Table table, String nothing, Supplier<? extends JsonStructure> forScripts) {
    PrintWriter out = console.out();
    if (json) {
      line(out, forScripts.get());
    } else if (table.empty()) {
      out.println(nothing);
    } else {
      out.print(table.text());
    }
    return ExitCode.DONE;
  }

  /** JSON on one line. Control characters are escaped there anyway. */
  static void line(PrintWriter out, JsonValue json) {
    out.println(json);
  }
}
