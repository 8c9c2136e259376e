package org.wcs.ejb.shell;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wcs.ejb.stats.Health;
import org.wcs.ejb.stats.StatGroup;
import org.wcs.ejb.stats.Statistics;
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
    Set<String> named = groups == null ? Set.of() : Set.copyOf(groups);
    List<StatGroup> found = Statistics.only(verbs.reports().statistics(), named, Set.of());
    if (found.isEmpty()) {
      throw Refusal.failed("there is no such group");
    }
    if (output.json()) {
      JsonObjectBuilder all = Json.createObjectBuilder();
      found.forEach(group -> all.add(group.name(), json(group)));
      Output.line(console.out(), all.build());
    } else {
      found.forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private static JsonObject json(StatGroup group) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    group.values().forEach(object::add);
    return object.build();
  }

  private void print(StatGroup group) {
    PrintWriter out = console.out();
    out.println("-----" + group.title() + "-----");
    group.values().forEach((name, value) -> out.println(Table.plain(name + "=" + text(value))));
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }

  @Command(name = "health", description = "Whether everything works; ends with 1 if it does not.")
  int health(@Mixin Output output) {
    Health health = verbs.reports().health();
    Table table = Table.of("kind:For", "check:Check", "up:Up", "detail:Detail");
    health.live().forEach(check -> row(table, "live", check));
    health.ready().forEach(check -> row(table, "ready", check));
    output.print(console, table, "");
    boolean up = Health.up(health.live()) && Health.up(health.ready());
    return up ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static void row(Table table, String kind, Health.Check check) {
    table.row(kind, check.name(), check.up(), check.detail());
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
