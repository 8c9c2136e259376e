package org.wcs.ejb.shell;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;

/** Somebody at a terminal, line after line. The thread of its session. */
final class Conversation {

  /** Lines that may hold a password; nobody finds them again. */
  private static final Pattern SECRET =
      Pattern.compile("\\s*(add\\s+user|passwd|(add|update)\\s+app\\s.*-p).*");

  private static final String EDIT_ELSEWHERE = "edit-and-execute-command";

  private final Terminal terminal;
  private final TerminalConsole console;
  private final Caller caller;
  private final Commands commands;
  private final Histories histories;
  private final LineReader reader;

  Conversation(
      Terminal terminal, TerminalConsole console, Caller caller, Verbs verbs, Histories histories) {
    this.terminal = terminal;
    this.console = console;
    this.caller = caller;
    this.commands = new Commands(verbs, caller, console);
    this.histories = histories;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("wcs")
            .parser(Words.parser())
            .completer(new Completions(commands.tree(), verbs, caller))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "> ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_INCREMENTAL, false)
            .option(LineReader.Option.BRACKETED_PASTE, false)
            .build();
    // It would start an editor on this machine.
    reader.getWidgets().remove(EDIT_ELSEWHERE);
    histories.of(caller.user()).forEach(line -> reader.getHistory().add(line));
  }

  /**
   * Goes on until the client leaves.
   *
   * @return what the last command ended with
   */
  int run(String version) {
    console
        .out()
        .println(
            "WCS " + version + (caller.readOnly() ? ", read-only" : "") + ". Type help for help.");
    String prompt = caller.user() + (caller.readOnly() ? "@wcs> " : "@wcs# ");
    int code = ExitCode.DONE;
    while (true) {
      try {
        String line = reader.readLine(prompt);
        List<String> words = Words.of(line);
        if (words.isEmpty()) {
          continue;
        }
        if (words.getFirst().equals("exit") || words.getFirst().equals("quit")) {
          return ExitCode.DONE;
        }
        code = command(line, words);
      } catch (IOException e) {
        console.out().println(e.getMessage());
      } catch (UserInterruptException e) {
        console.out().flush(); // Ctrl-C takes the line away
      } catch (EndOfFileException e) {
        return code;
      }
    }
  }

  private int command(String line, List<String> words) {
    if (!SECRET.matcher(line).matches()) {
      histories.add(caller.user(), line);
    } else {
      forgetLast();
    }
    console.begin();
    return switch (words.getFirst()) {
      case "history" -> history();
      case "clear" -> clear();
      default -> commands.run(words);
    };
  }

  private void forgetLast() {
    History history = reader.getHistory();
    List<String> kept = histories.of(caller.user());
    try {
      history.purge();
    } catch (IOException e) {
      throw new IllegalStateException("a history without a file", e);
    }
    kept.forEach(history::add);
  }

  private int history() {
    int number = 0;
    for (String line : histories.of(caller.user())) {
      console.out().printf("%4d  %s%n", ++number, Table.plain(line));
    }
    console.out().flush();
    return ExitCode.DONE;
  }

  private int clear() {
    terminal.puts(InfoCmp.Capability.clear_screen);
    terminal.flush();
    return ExitCode.DONE;
  }
}
