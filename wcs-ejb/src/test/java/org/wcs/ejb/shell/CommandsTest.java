package org.wcs.ejb.shell;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What each command says, and what it ends with. */
final class CommandsTest {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBTaecS9vHr6YEBM+Y34JOSijLsA71fbSIVQg971Ov9J me@home";

  @TempDir Path folder;
  private World world;
  private World.Paper paper;

  @BeforeEach
  void startAnew() {
    OwnProvider.use();
    world = new World(folder);
  }

  private int run(Caller caller, String line) throws IOException {
    String secret = paper == null || paper.secrets.isEmpty() ? null : paper.secrets.peek();
    paper = new World.Paper();
    if (secret != null) {
      paper.secrets.add(secret);
    }
    return new Commands(world.verbs, caller, paper).run(Words.of(line));
  }

  private int admin(String line) throws IOException {
    return run(new Caller("admin", "192.0.2.1", false), line);
  }

  private int berta(String line) throws IOException {
    return run(new Caller("berta", "192.0.2.1", false), line);
  }

  private String said() {
    return paper.out.toString();
  }

  @Test
  void showsPublishedStreamsAndByWishTheirViewers() throws IOException {
    world.publish("one");
    world.streams.add(world.live("one", "viewer", false));
    assertThat(admin("show streams")).isZero();
    assertThat(said().lines()).hasSize(3).last().asString().startsWith("one     in   WebRTC");
    admin("show streams -a");
    assertThat(said().lines()).hasSize(4);
    admin("show streams -v");
    assertThat(said().lines()).hasSize(3).last().asString().contains(" out ");
    admin("show streams one");
    assertThat(said().lines()).hasSize(4);
  }

  @Test
  void tellsScriptsOfStreamsAsTheRestApiDoes() throws IOException {
    world.publish("one");
    admin("show streams --json");
    JsonArray streams = Json.createReader(new StringReader(said())).readArray();
    assertThat(streams.getJsonObject(0).getString("name")).isEqualTo("one");
    assertThat(streams.getJsonObject(0).getString("status")).isEqualTo("PUBLISHING");
    assertThat(said()).hasLineCount(1);
  }

  @Test
  void namesOfStreamsMoveNoCursor() throws IOException {
    world.publish("red\u001b[31m\r\n\u0007\u202e");
    admin("show streams");
    assertThat(said().chars().filter(c -> c < ' ' && c != '\n' || c == 0x202e)).isEmpty();
    admin("show streams --json");
    assertThat(said()).doesNotContain("\u001b");
  }

  @Test
  void whoMayOnlyLookChangesNothing() throws IOException {
    Caller looker = new Caller("admin", "192.0.2.1", true);
    CommandLine tree = new Commands(world.verbs, looker, new World.Paper()).tree();
    for (List<String> words : leaves(tree, List.of())) {
      String first = words.getFirst();
      if (!List.of("show", "trace", "help").contains(first)) {
        String line = String.join(" ", words) + arguments(tree, words);
        assertThat(run(looker, line)).as(line).isEqualTo(ExitCode.DENIED);
      }
    }
    assertThat(world.done).isEmpty();
    assertThat(run(looker, "show users")).isZero();
  }

  /** As many words as a command wants. */
  private static String arguments(CommandLine tree, List<String> words) {
    CommandLine command = tree;
    for (String word : words) {
      command = command.getSubcommands().get(word);
    }
    StringBuilder arguments = new StringBuilder();
    command.getCommandSpec().requiredArgs().stream()
        .filter(argument -> argument.isOption())
        .forEach(option -> arguments.append(" -a false"));
    command.getCommandSpec().positionalParameters().stream()
        .filter(place -> place.arity().min() > 0)
        .forEach(place -> arguments.append(" x"));
    return arguments.toString();
  }

  private static List<List<String>> leaves(CommandLine command, List<String> before) {
    List<List<String>> found = new ArrayList<>();
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> words = new ArrayList<>(before);
              words.add(name);
              found.addAll(sub.getSubcommands().isEmpty() ? List.of(words) : leaves(sub, words));
            });
    return found;
  }

  @Test
  void everyCommandHasHelp() throws IOException {
    admin("help");
    String all = said();
    CommandLine tree =
        new Commands(world.verbs, new Caller("admin", "", false), new World.Paper()).tree();
    assertThat(leaves(tree, List.of())).hasSizeGreaterThan(30);
    for (List<String> words : leaves(tree, List.of())) {
      String name = String.join(" ", words);
      assertThat(all).contains("  " + name);
      assertThat(admin("help " + name)).as(name).isZero();
      assertThat(said()).containsPattern("^Usage: +" + name + " ");
      assertThat(admin(name + " --help")).as(name).isZero();
      assertThat(said()).containsPattern("^Usage: +" + name + " ");
    }
  }

  @Test
  void wrongWordsEndWithTwo() throws IOException {
    for (String line :
        List.of("nonsense", "show", "show nothing", "show streams -x", "add user", "trace")) {
      assertThat(admin(line)).as(line).isEqualTo(ExitCode.USAGE);
      assertThat(paper.err.toString()).as(line).isNotEmpty();
      assertThat(said()).as(line).isEmpty();
    }
  }

  @Test
  void wordsNeverNameFilesOfTheServer() throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "show users");
    assertThat(admin("@" + file)).isEqualTo(ExitCode.USAGE);
    assertThat(admin("trace @" + file)).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void onlyTheAdministratorHandlesUsers() throws IOException {
    assertThat(admin("add user berta \"a pass word\"")).isZero();
    assertThat(world.database.users().verify("berta", "a pass word".toCharArray())).isTrue();
    for (String line :
        List.of(
            "add user carl password1",
            "remove user admin",
            "update user -a false admin",
            "passwd admin",
            "show keys admin",
            "add app -o admin n k http://h/a")) {
      assertThat(berta(line)).as(line).isEqualTo(ExitCode.DENIED);
    }
    berta("show users");
    assertThat(said()).contains("berta").doesNotContain("admin");
    assertThat(admin("update user -a false admin")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("remove user admin")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("update user -a false berta")).isZero();
    admin("show users -a");
    assertThat(said()).doesNotContain("berta");
    assertThat(admin("remove user berta")).isZero();
  }

  @Test
  void everybodyHasApplicationsOfHisOwn() throws IOException {
    admin("add user berta password1");
    assertThat(berta("add app -u me -p secret MyApp myKey http://127.0.0.1/app")).isZero();
    assertThat(berta("update app -k x defaultApp")).isEqualTo(ExitCode.FAILED);
    assertThat(berta("remove app defaultApp")).isEqualTo(ExitCode.FAILED);
    assertThat(berta("show app-rest-methods defaultApp")).isEqualTo(ExitCode.FAILED);
    assertThat(berta("add app-rest-method MyApp")).isEqualTo(ExitCode.FAILED);
    assertThat(berta("add app-rest-method MyApp connect")).isZero();
    assertThat(berta("add app-rest-method -a MyApp")).isZero();
    assertThat(berta("remove app-rest-method MyApp connect")).isZero();
    berta("show app-rest-methods MyApp");
    assertThat(said()).contains("playStream", "publishStream").doesNotContain("connect");
    assertThat(berta("update app -k newKey -l http://127.0.0.1/other MyApp")).isZero();
    berta("show apps -d --json");
    assertThat(said())
        .contains("newKey", "http://127.0.0.1/other", "\"me\"")
        .doesNotContain("secret");
    assertThat(admin("remove user berta")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("show apps")).isZero();
    assertThat(said().lines()).hasSize(6);
    assertThat(berta("remove app MyApp")).isZero();
  }

  @Test
  void asksForPasswordsThatAreNotGiven() throws IOException {
    assertThat(admin("passwd")).isEqualTo(ExitCode.FAILED);
    paper.secrets.add("another password");
    assertThat(admin("passwd")).isZero();
    assertThat(world.database.users().verify("admin", "another password".toCharArray())).isTrue();
    paper.secrets.add("short");
    assertThat(admin("passwd")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("passwd nobody")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void keepsPublicKeysAndNothingElse() throws IOException {
    assertThat(admin("add key admin " + KEY)).isZero();
    assertThat(admin("add key admin " + KEY)).isEqualTo(ExitCode.FAILED);
    assertThat(admin("add key admin ssh-ed25519 AAAA")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("add key admin 'command=\"x\" " + KEY + "'")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("add key nobody " + KEY)).isEqualTo(ExitCode.FAILED);
    admin("show keys --json");
    JsonArray keys = Json.createReader(new StringReader(said())).readArray();
    assertThat(keys).hasSize(1);
    assertThat(keys.getJsonObject(0).getString("comment")).isEqualTo("me@home");
    assertThat(keys.getJsonObject(0).getString("fingerprint")).startsWith("SHA256:");
    assertThat(admin("remove key admin 2")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("remove key admin 1")).isZero();
    assertThat(world.database.users().find("admin").orElseThrow().keys()).isEmpty();
  }

  @Test
  void terminatesWhoeverIsMeant() throws IOException {
    world.publish("one");
    world.streams.add(world.live("one", "viewer", false));
    assertThat(admin("terminate stream viewer")).isZero();
    assertThat(admin("terminate stream one")).isZero();
    assertThat(world.done).containsExactly("terminate viewer", "terminate m-one");
    assertThat(admin("terminate stream one")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("terminate connection nobody")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("terminate transcoder transcoder://x")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void followsAStreamUntilNobodyLooks() throws IOException {
    world.publish("one");
    assertThat(admin("trace one")).isZero();
    assertThat(said().lines()).first().asString().startsWith("one  RTMP from 192.0.2.7, not live");
    World.Paper follower = new World.Paper();
    follower.looks = 2;
    Caller caller = new Caller("admin", "", false);
    new Commands(world.verbs, caller, follower).run(List.of("trace", "-f", "--json", "one"));
    assertThat(follower.out.toString().lines()).hasSize(3);
    assertThat(admin("trace absent")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("trace -i 0 one")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void looksAtTheServer() throws IOException {
    assertThat(admin("show server")).isZero();
    assertThat(said()).contains("12.5 %", "RUNNING", "1h01m");
    assertThat(admin("show ports")).isZero();
    assertThat(admin("show stats")).isZero();
    assertThat(said()).contains("-----Connection Stats-----\nconnections=3\n", "streams=1");
    assertThat(admin("show stats stream_stats")).isZero();
    assertThat(said()).doesNotContain("connections=3");
    assertThat(admin("show stats no_such")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("show settings ws.")).isZero();
    assertThat(said()).contains("8080").doesNotContain("tls.");
    assertThat(admin("show health")).isZero();
    world.portsOpen = false;
    assertThat(admin("show health")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void stopsSuspendsAndResumes() throws IOException {
    assertThat(admin("suspend")).isZero();
    assertThat(admin("resume")).isZero();
    assertThat(admin("stop --within 60")).isZero();
    assertThat(admin("stop --within -1")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("reload certificate")).isZero();
    assertThat(said()).contains("CN=WCS");
    assertThat(world.done).containsExactly("suspend 10", "resume", "shutdown 60", "reload");
    world.certificateBroken = true;
    assertThat(admin("reload certificate")).isEqualTo(ExitCode.FAILED);
    assertThat(paper.err.toString()).contains("the file is empty");
  }

  @Test
  void setsLevelsOfLogging() throws IOException {
    assertThat(admin("set log-level org.wcs.example.logging debug")).isZero();
    admin("show log-levels");
    assertThat(said()).containsPattern("org\\.wcs\\.example\\.logging +DEBUG");
    assertThat(admin("set log-level org.wcs.example.logging DEFAULT")).isZero();
    admin("show log-levels");
    assertThat(said()).doesNotContain("org.wcs.example.logging");
    assertThat(admin("set log-level x loud")).isEqualTo(ExitCode.FAILED);
    assertThat(admin("set log-level -c nobody DEBUG")).isEqualTo(ExitCode.FAILED);
  }
}
