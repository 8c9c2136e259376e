package org.wcs.ejb.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands from the input, one a line, without a terminal. The thread of its session. */
final class Script {

  private static final int LONGEST_LINE = 65_536;

  private final Commands commands;
  private final Console console;
  private final BufferedReader in;

  Script(Commands commands, Console console, InputStream in) {
    this.commands = commands;
    this.console = console;
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /**
   * Goes on to the end of the input, or to the first command that fails.
   *
   * @return what the last command ended with
   */
  int run() throws IOException {
    int code = ExitCode.DONE;
    for (String line = next(); line != null && code == ExitCode.DONE; line = next()) {
      String command = line.strip();
      if (command.equals("exit") || command.equals("quit")) {
        return code;
      } else if (!command.isEmpty() && !command.startsWith("#")) {
        code = run(commands, console, command);
      }
    }
    return code;
  }

  private @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() >= LONGEST_LINE) {
        throw new IOException("a line is too long");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  /** Carries one line out. */
  static int run(Commands commands, Console console, String line) {
    List<String> words;
    try {
      words = Words.of(line);
    } catch (IOException e) {
      console.err().println(e.getMessage());
      console.err().flush();
      return ExitCode.USAGE;
    }
    return commands.run(words);
  }
}
