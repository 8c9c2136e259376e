package org.wcs.ejb.shell;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.live.ConnectionFilter;
import org.wcs.ejb.live.LiveConnection;
import org.wcs.ejb.service.TranscoderStatus;
import org.wcs.ejb.store.App;
import org.wcs.ejb.store.User;
import org.wcs.stream.MediaStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What may come next on a line: commands, options, and names of what is there now, by the label of
 * the parameter. The thread of its session.
 */
final class Completions implements Completer {

  private static final int MOST = 200;

  private final CommandLine tree;
  private final Map<String, Supplier<Stream<String>>> names;

  Completions(CommandLine tree, Verbs verbs, Caller caller) {
    this.tree = tree;
    Rights rights = new Rights(caller, verbs.store().apps());
    Supplier<Stream<String>> users =
        () ->
            verbs.store().users().all().stream()
                .map(User::name)
                .filter(name -> caller.admin() || name.equals(caller.user()));
    this.names =
        Map.of(
            "<stream>",
                () -> verbs.making().hub().streams().stream().map(MediaStream::name).sorted(),
            "<session>",
                () ->
                    verbs.connections().find(ConnectionFilter.ALL).stream()
                        .map(LiveConnection::sessionId),
            "<transcoder>",
                () -> verbs.making().transcoders().findAll().stream().map(TranscoderStatus::uri),
            "<user>", users,
            "<username>", users,
            "<app>", () -> rights.visible().stream().map(App::name),
            "<method>", () -> verbs.store().apps().allMethods().stream(),
            "<logger>", Completions::loggers,
            "<level>", LogLevels.NAMES::stream,
            "true|false", () -> Stream.of("true", "false"));
  }

  private static Stream<String> loggers() {
    Iterable<String> all = LogManager.getLogManager().getLoggerNames()::asIterator;
    return Stream.concat(
        Stream.of("ROOT", "org.wcs"),
        StreamSupport.stream(all.spliterator(), false)
            .filter(name -> name.startsWith("org.wcs."))
            .sorted());
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    List<String> before = line.words().subList(0, line.wordIndex());
    candidates(before, line.word()).map(Candidate::new).forEach(candidates::add);
  }

  /**
   * What may come next.
   *
   * @param before whole words
   * @param word the beginning of the next one
   */
  Stream<String> candidates(List<String> before, String word) {
    CommandLine command = tree;
    int positional = 0;
    OptionSpec open = null; // waits for its value
    for (String each : before) {
      CommandLine sub = command.getSubcommands().get(each);
      if (open != null) {
        open = null;
      } else if (each.startsWith("-")) {
        open = valued(command, each);
      } else if (sub != null && positional == 0) {
        command = sub;
      } else {
        positional++;
      }
    }
    Stream<String> next =
        command.getCommandName().equals("help")
            ? helped(before.subList(1, before.size()))
            : next(command, positional, open, word);
    return next.filter(name -> name.startsWith(word)).limit(MOST);
  }

  /** Commands that {@code help} can tell about. */
  private Stream<String> helped(List<String> words) {
    CommandLine command = tree;
    for (String word : words) {
      command = command.getSubcommands().get(word);
      if (command == null) {
        return Stream.empty();
      }
    }
    return command.getSubcommands().keySet().stream();
  }

  private static @Nullable OptionSpec valued(CommandLine command, String name) {
    OptionSpec option = command.getCommandSpec().findOption(name);
    return option == null || option.arity().max() == 0 ? null : option;
  }

  private Stream<String> next(
      CommandLine command, int positional, @Nullable OptionSpec open, String word) {
    if (open != null) {
      return named(open);
    } else if (word.startsWith("-")) {
      return command.getCommandSpec().options().stream().map(OptionSpec::longestName);
    } else if (!command.getSubcommands().isEmpty()) {
      return command.getSubcommands().keySet().stream();
    }
    return command.getCommandSpec().positionalParameters().stream()
        .filter(each -> each.index().contains(positional))
        .flatMap(this::named);
  }

  private Stream<String> named(ArgSpec argument) {
    boolean hidden = argument instanceof PositionalParamSpec place && place.hidden();
    Supplier<Stream<String>> found = names.get(argument.paramLabel());
    return found == null || hidden ? Stream.empty() : found.get();
  }
}
