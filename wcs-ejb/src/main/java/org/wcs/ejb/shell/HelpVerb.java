package org.wcs.ejb.shell;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what there is, and how it is used. */
@Command(name = "help", description = "All commands, or how one of them is used.")
final class HelpVerb implements Callable<Integer> {

  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<command>", arity = "0..*", description = "For example: show streams")
  private @Nullable List<String> words;

  HelpVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Refusal {
    if (spec == null) {
      throw new IllegalStateException("picocli has not said which command this is");
    }
    CommandLine command = spec.parent().commandLine();
    if (words == null || words.isEmpty()) {
      all(command, "");
      console.out().println();
      console.out().println("help <command> tells more; --json after show answers scripts.");
      return ExitCode.DONE;
    }
    for (String word : words) {
      command = command.getSubcommands().get(word);
      if (command == null) {
        throw Refusal.failed("there is no command " + String.join(" ", words));
      }
    }
    command.usage(console.out());
    return ExitCode.DONE;
  }

  /** Every command that does something, with its one line. */
  private void all(CommandLine command, String before) {
    for (CommandLine sub : command.getSubcommands().values()) {
      String name = before + sub.getCommandName();
      if (sub.getSubcommands().isEmpty()) {
        String[] description = sub.getCommandSpec().usageMessage().description();
        console.out().printf("  %-24s %s%n", name, description.length == 0 ? "" : description[0]);
      } else {
        all(sub, name + " ");
      }
    }
  }
}
