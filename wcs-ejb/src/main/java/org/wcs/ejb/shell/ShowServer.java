package org.wcs.ejb.shell;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The server as a whole. */
@Command(name = "show")
final class ShowServer {

  private final Verbs verbs;
  private final Console console;

  ShowServer(Verbs verbs, Console console) {
    this.verbs = verbs;
    this.console = console;
  }

  @Command(name = "server", description = "Version, load, and who is connected.")
  int server(@Mixin Output output) throws IOException {
    Verbs.Summary summary = verbs.reports().summary();
    Verbs.Load load = summary.load();
    Verbs.Clients clients = summary.clients();
    Table table = Table.of("name:What", "value:Value");
    table.row("version", summary.version());
    table.row("state", verbs.control().state());
    table.row("up", uptime(summary.uptimeSeconds()));
    table.row("cpu", Shown.percent(load.cpu()));
    table.row("processors", load.processors());
    table.row("heap used", Shown.bytes(load.heapUsedBytes()));
    table.row("heap at most", Shown.bytes(load.heapMaxBytes()));
    table.row("publishers", clients.publishers());
    table.row("viewers", clients.viewers());
    table.row("signalling sessions", clients.sessions());
    return output.print(console, table, "");
  }

  private static Table.Cell uptime(long seconds) {
    return new Table.Cell(seconds, Shown.duration(Duration.ofSeconds(seconds)));
  }

  @Command(name = "ports", description = "Where the server listens.")
  int ports(@Mixin Output output) {
    Table table = Table.of("name:For", "address:Address", "port:Port", "protocol:Protocol");
    for (Verbs.Port port : verbs.reports().ports()) {
      table.row(port.name(), port.address(), port.ports(), port.protocol());
    }
    return output.print(console, table, "No port is open.");
  }

  @Command(name = "stats", description = "Statistics, as /?action=stat has them.")
  int stats(
      @Mixin Output output,
      @Parameters(
              paramLabel = "<group>",
              arity = "0..*",
              description = "Only these groups, for example connections_stats.")
          @Nullable List<String> groups)
      throws Refusal {
    Map<String, Map<String, Object>> found =
        verbs.reports().statistics(groups == null ? List.of() : groups);
    if (found.isEmpty()) {
      throw Refusal.failed("there is no such group");
    }
    if (output.json()) {
      JsonObjectBuilder all = Json.createObjectBuilder();
      found.forEach((group, values) -> all.add(group, json(values)));
      Output.line(console.out(), all.build());
    } else {
      PrintWriter out = console.out();
      found.forEach((group, values) -> print(out, group, values));
    }
    return ExitCode.DONE;
  }

  private static JsonObject json(Map<String, Object> values) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    values.forEach((name, value) -> add(object, name, value));
    return object.build();
  }

  private static void add(JsonObjectBuilder object, String name, Object value) {
    switch (value) {
      case Integer number -> object.add(name, number);
      case Long number -> object.add(name, number);
      case Double number -> object.add(name, number);
      case Boolean flag -> object.add(name, flag);
      default -> object.add(name, value.toString());
    }
  }

  private static void print(PrintWriter out, String group, Map<String, Object> values) {
    out.println("-----" + group + "-----");
    values.forEach((name, value) -> out.println(Table.plain(name + "=" + value)));
  }

  @Command(name = "health", description = "Whether everything works; ends with 1 if it does not.")
  int health(@Mixin Output output) {
    Map<String, String> parts = verbs.reports().health();
    Table table = Table.of("part:Part", "up:Up", "trouble:Trouble");
    parts.forEach((part, trouble) -> table.row(part, trouble.isEmpty(), trouble));
    output.print(console, table, "");
    boolean up = parts.values().stream().allMatch(String::isEmpty);
    return up ? ExitCode.DONE : ExitCode.FAILED;
  }

  @Command(name = "settings", description = "Settings in use; passwords do not show.")
  int settings(
      @Mixin Output output,
      @Parameters(
              paramLabel = "<text>",
              arity = "0..1",
              description = "Only keys with this in them.")
          @Nullable String part) {
    Table table = Table.of("key:Setting", "value:Value");
    verbs
        .reports()
        .settings()
        .forEach(
            (key, value) -> {
              if (part == null || key.contains(part)) {
                table.row(key, value);
              }
            });
    return output.print(console, table, "There is no such setting.");
  }

  @Command(name = "log-levels", description = "Loggers with a level of their own.")
  int logLevels(@Mixin Output output) {
    Table table = Table.of("logger:Logger", "level:Level");
    LogLevels.all().forEach((logger, level) -> table.row(logger, level));
    return output.print(console, table, "No logger has a level of its own.");
  }
}
