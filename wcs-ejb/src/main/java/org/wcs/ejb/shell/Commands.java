package org.wcs.ejb.shell;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** All commands as one client may give them. The thread of its session. */
final class Commands {

  private static final Logger LOG = System.getLogger(Commands.class.getName());

  /** These change nothing; whatever is not named here does. */
  private static final Set<String> LOOKING = Set.of("show", "trace", "help");

  private static final int USAGE_WIDTH = 100;

  private final Caller caller;
  private final Console console;
  private final CommandLine root;
  private final Map<CommandSpec, CommandSpec> groups = new IdentityHashMap<>();

  Commands(Verbs verbs, Caller caller, Console console) {
    this.caller = caller;
    this.console = console;
    this.root = new CommandLine(new Root());
    assemble(verbs);
    everywhere(root);
    root.setExpandAtFiles(false)
        .setOut(console.out())
        .setErr(console.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpWidth(USAGE_WIDTH)
        .setExecutionStrategy(this::execute)
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e))
        .setParameterExceptionHandler((e, words) -> misused(e));
  }

  /** What the words of a line mean. Not a command itself. */
  @Command(name = "")
  private static final class Root {}

  @Command(name = "show", description = "Look at users, applications, media or the server.")
  private static final class Show {}

  private void assemble(Verbs verbs) {
    Verbs.Store store = verbs.store();
    CommandLine show = new CommandLine(new Show());
    for (Object group :
        List.of(
            new ShowMedia(verbs, console),
            new ShowServer(verbs, console),
            new ShowStore(store, caller, console))) {
      adopt(group, show);
    }
    root.addSubcommand(show)
        .addSubcommand(new TraceVerb(verbs, console))
        .addSubcommand(new TerminateVerb(verbs, console))
        .addSubcommand(new AddVerb(store, caller, console))
        .addSubcommand(new UpdateVerb(store, caller, console))
        .addSubcommand(new RemoveVerb(store, caller, console))
        .addSubcommand(new PasswordVerb(store, caller, console))
        .addSubcommand(new SetVerb(verbs.connections(), console))
        .addSubcommand(new ReloadVerb(verbs.certificate(), console));
    adopt(new Lifecycle(verbs.control(), caller, console), root);
    root.addSubcommand(new HelpVerb(console));
  }

  /** Puts the methods of an object, which are still called on that object, under a command. */
  private void adopt(Object methods, CommandLine under) {
    CommandLine group = new CommandLine(methods);
    group
        .getSubcommands()
        .forEach(
            (name, method) -> {
              under.addSubcommand(name, method);
              groups.put(method.getCommandSpec(), group.getCommandSpec());
            });
  }

  private static void everywhere(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description("How this is used.")
            .build());
    command.getSubcommands().values().forEach(Commands::everywhere);
  }

  /** The tree of commands, for completion. */
  CommandLine tree() {
    return root;
  }

  /**
   * Carries a command out and writes what it says.
   *
   * @param words the command and what follows it
   * @return what {@link ExitCode} says
   */
  int run(List<String> words) {
    if (words.isEmpty()) {
      return ExitCode.DONE;
    }
    try {
      return root.execute(words.toArray(String[]::new));
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  private int execute(ParseResult parsed) throws ExecutionException {
    if (caller.readOnly() && !parsed.isUsageHelpRequested() && changes(parsed)) {
      console.err().println("This port only shows; use the other one to change something.");
      return ExitCode.DENIED;
    }
    CommandSpec last = parsed.asCommandLineList().getLast().getCommandSpec();
    CommandSpec parent = last.parent();
    CommandSpec group = groups.get(last);
    try {
      // picocli calls a method on the object of the command above it.
      last.parent(group == null ? parent : group);
      return new CommandLine.RunLast().execute(parsed);
    } finally {
      last.parent(parent);
    }
  }

  private static boolean changes(ParseResult parsed) {
    return parsed.hasSubcommand()
        && !LOOKING.contains(parsed.subcommand().commandSpec().name())
        && parsed.asCommandLineList().stream().noneMatch(CommandLine::isUsageHelpRequested);
  }

  private int failed(Exception e) {
    switch (e) {
      case Refusal refusal -> {
        return said(refusal, refusal.code());
      }
      case StoreException refusal -> {
        return said(refusal, ExitCode.FAILED);
      }
      case RequestRefusedException refusal -> {
        return said(refusal, ExitCode.FAILED);
      }
      case IOException trouble -> {
        return said(trouble, ExitCode.FAILED);
      }
      default -> {
        LOG.log(Level.ERROR, "bug: a command of the console failed", e);
        console.err().println("The server has failed at this; its log tells more.");
        return ExitCode.BUG;
      }
    }
  }

  private int said(Exception e, int code) {
    console.err().println(Table.plain(String.valueOf(e.getMessage())));
    return code;
  }

  private int misused(CommandLine.ParameterException e) {
    console.err().println(Table.plain(String.valueOf(e.getMessage())));
    CommandLine command = e.getCommandLine();
    if (command == root) {
      console.err().println("help lists the commands.");
    } else {
      command.usage(console.err());
    }
    return ExitCode.USAGE;
  }
}
