package org.wcs.ejb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.config.Secret;
import org.yaml.snakeyaml.Yaml;

@Timeout(300)
final class DatabaseTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("conf").resolve("database.yml");
  }

  private Path beside(String suffix) {
    return file().resolveSibling("database.yml" + suffix);
  }

  @Test
  void startsWithAnAdministratorAndTheBundledApplications() throws IOException {
    Database database = TestDatabase.open(file());
    Path note = file().resolveSibling("admin.password");
    String password = Files.readString(note).strip();
    assertThat(password).hasSize(20);
    assertThat(database.users().verify("admin", password.toCharArray())).isTrue();
    assertThat(database.apps().all())
        .extracting(App::name, App::key, App::url, App::owner)
        .containsExactly(
            tuple("defaultApp", "EchoApp"),
            tuple("flashStreamingApp", "EchoApp"),
            tuple("roomApp", "RoomApp"));
    assertThat(database.apps().byKey("roomApp").orElseThrow().methods())
        .isEqualTo(TestDatabase.SEEDS.methods());
    for (Path secret : List.of(note, file())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(file())).doesNotContain(password);
  }

  private static org.assertj.core.groups.Tuple tuple(String name, String part) {
    return org.assertj.core.groups.Tuple.tuple(
        name, name, "http://localhost:8081/apps/" + part, "admin");
  }

  @Test
  void makesAnotherPasswordForEachServer() throws IOException {
    TestDatabase.open(folder.resolve("a/database.yml"));
    TestDatabase.open(folder.resolve("b/database.yml"));
    assertThat(Files.readString(folder.resolve("a/admin.password")))
        .isNotEqualTo(Files.readString(folder.resolve("b/admin.password")));
  }

  @Test
  void keepsEverythingOverARestart() throws Exception {
    Content before = full(TestDatabase.open(file())).content();
    Database again = TestDatabase.open(file());
    assertThat(again.content()).isEqualTo(before);
    assertThat(again.users().verify("bob", "password-of-bob".toCharArray())).isTrue();
    assertThat(again.apps().byKey("k#1").orElseThrow().rest())
        .isEqualTo(new App.Login("yes", new Secret("null: \u00e4 'x' \"")));
  }

  @Test
  void itsOwnApplicationsFollowTheServerToAnotherPort() throws Exception {
    Database database = TestDatabase.open(file());
    database.apps().add(App.of("other", "other", "http://localhost:8082/apps/EchoApp", "admin"));
    SeedSettings moved = new SeedSettings(9000, TestDatabase.SEEDS.methods());
    assertThat(TestDatabase.open(file(), moved).apps().all())
        .extracting(App::url)
        .containsExactly(
            "http://localhost:9000/apps/EchoApp",
            "http://localhost:9000/apps/EchoApp",
            "http://localhost:9000/apps/RoomApp",
            "http://localhost:8082/apps/EchoApp");
  }

  @Test
  void noTruncationIsTakenForADatabase() throws Exception {
    Content whole = full(TestDatabase.open(file())).content();
    byte[] text = Files.readAllBytes(file());
    for (int length = 0; length < text.length - 1; length++) {
      byte[] cut = Arrays.copyOf(text, length);
      assertThatThrownBy(() -> ContentYaml.read(cut))
          .as("cut after %d bytes", length)
          .isInstanceOf(BrokenFileException.class)
          .message()
          .isNotBlank();
    }
    assertThat(ContentYaml.read(Arrays.copyOf(text, text.length - 1))).isEqualTo(whole);
  }

  @Test
  void noCorruptionOfAByteDoesWorseThanBeNoDatabase() throws Exception {
    full(TestDatabase.open(file()));
    byte[] text = Files.readAllBytes(file());
    for (int at = 0; at < text.length; at++) {
      for (int change : new int[] {0x01, 0x80, 0xFF, -1, -2}) {
        byte[] broken = text.clone();
        broken[at] = (byte) (change == -1 ? 0 : change == -2 ? 0xFF : broken[at] ^ change);
        try {
          assertThat(ContentYaml.read(broken).accounts()).isNotNull();
        } catch (BrokenFileException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
  }

  @Test
  void aBrokenFileIsPutAsideAndTheOneBeforeIsUsed() throws Exception {
    Database database = full(TestDatabase.open(file()));
    byte[] text = Files.readAllBytes(file());
    Content before = ContentYaml.read(Files.readAllBytes(beside(".bak")));
    assertThat(before).isNotEqualTo(database.content());
    for (int length : new int[] {0, 1, text.length / 2, text.length - 2}) {
      Files.write(file(), Arrays.copyOf(text, length));
      assertThat(TestDatabase.open(file()).content()).isEqualTo(before);
      assertThat(Files.size(beside(".broken"))).isEqualTo(length);
      assertThat(ContentYaml.read(Files.readAllBytes(file()))).isEqualTo(before);
      assertThat(ContentYaml.read(Files.readAllBytes(beside(".bak")))).isEqualTo(before);
    }
  }

  @Test
  void aMissingFileIsReplacedByTheOneBeforeAndNotByANewDatabase() throws Exception {
    full(TestDatabase.open(file()));
    Content before = ContentYaml.read(Files.readAllBytes(beside(".bak")));
    Files.delete(file());
    assertThat(TestDatabase.open(file()).content()).isEqualTo(before);
  }

  @Test
  void saysWhatIsWrongWhenNeitherFileIsADatabase() throws Exception {
    TestDatabase.open(file());
    Files.writeString(file(), "apps: [");
    assertThatThrownBy(() -> TestDatabase.open(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("it is no YAML")
        .hasMessageContaining("there is no");
    Files.writeString(beside(".bak"), "version: 1");
    assertThatThrownBy(() -> TestDatabase.open(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its last line is missing");
    assertThat(Files.readString(file())).isEqualTo("apps: [");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
            + " [\"http://127.0.0.1:1/\"]]]]",
        "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\ncomplete: true",
        "version: 1\nversion: 1\ncomplete: true",
        "version: 2\ncomplete: true",
        "version: 1\nhttpPort: 99999\nusers: []\napps: []\ncomplete: true",
        "version: 1\nhttpPort: 1\nusers: {}\napps: []\ncomplete: true",
        "version: 1\nhttpPort: 1\nusers: [1]\napps: []\ncomplete: true",
        "version: 1\nhttpPort: 1\nusers: [{name: a}]\napps: []\ncomplete: true",
        "version: 1\nhttpPort: 1\nusers: [{name: a, active: true, password: abc, keys: []}]\n"
            + "apps: []\ncomplete: true",
        "version: 1\nhttpPort: 1\nusers: []\napps: [{name: a, appKey: a, url: 'http://h',"
            + " owner: nobody, mainClass: '', callbackClass: '', methods: []}]\ncomplete: true",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "\u0000",
        "",
      })
  void whatOthersPutIntoTheFileIsNotBelieved(String text) {
    assertThatThrownBy(() -> ContentYaml.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BrokenFileException.class);
  }

  @Test
  void aChangeThatCannotBeWrittenIsNotMade() throws Exception {
    Database database = TestDatabase.open(file());
    Content before = database.content();
    Files.createDirectories(beside(".new").resolve("in the way"));
    assertThatThrownBy(() -> database.users().add("bob", "password-of-bob".toCharArray()))
        .isInstanceOf(StoreException.class)
        .hasMessage("The change cannot be written to disk");
    assertThat(database.content()).isSameAs(before);
    assertThat(TestDatabase.open(file()).content()).isEqualTo(before);
  }

  @Test
  void changesOfManyThreadsAreAllThere() throws Exception {
    Database database = TestDatabase.open(file());
    List<Callable<Void>> changes =
        IntStream.range(0, 40)
            .<Callable<Void>>mapToObj(
                i ->
                    () -> {
                      database.apps().add(App.of("app" + i, "key" + i, "http://h/" + i, "admin"));
                      return null;
                    })
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> done : threads.invokeAll(changes)) {
        done.get();
      }
    }
    assertThat(TestDatabase.open(file()).apps().all()).hasSize(43);
  }

  /** Changes the database until it is killed; prints a line when a change is on disk. */
  static final class Writer {
    public static void main(String[] args) throws Exception {
      Database database = TestDatabase.open(Path.of(args[0]));
      Random random = new Random(1);
      for (int i = 1; i < 1_000_000; i++) {
        String path = "x".repeat(random.nextInt(1_500));
        int step = i;
        database
            .apps()
            .update("defaultApp", app -> app.withUrl("http://h/" + path).withMainClass("" + step));
        System.out.println(i);
      }
    }
  }

  /** As the tests have it, whoever runs them. */
  private static String classPath() {
    return Stream.of(Writer.class, Database.class, Secret.class, Yaml.class, Nullable.class)
        .map(one -> one.getProtectionDomain().getCodeSource().getLocation().getPath())
        .distinct()
        .collect(Collectors.joining(":"));
  }

  @Test
  void aTextThatYamlCannotHoldIsNotStored() throws Exception {
    Database database = TestDatabase.open(file());
    assertThatThrownBy(
            () -> database.apps().update("roomApp", app -> app.withMainClass("a\uD800b")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written");
    for (String text :
        List.of("", " ", "~", "no", "0x1", "1e3", "2026-11-21", "\u2028", "\uFEFF")) {
      database.apps().update("roomApp", app -> app.withMainClass(text));
      assertThat(TestDatabase.open(file()).apps().byName("roomApp").orElseThrow().mainClass())
          .isEqualTo(text);
    }
  }

  @Test
  void isWholeWhateverMomentTheProcessIsKilled() throws Exception {
    TestDatabase.open(file());
    Random random = new Random();
    for (int round = 0; round < 4; round++) {
      Path told = folder.resolve("told" + round);
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xshare:auto",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  classPath(),
                  Writer.class.getName(),
                  file().toString())
              .redirectOutput(told.toFile())
              .redirectErrorStream(true)
              .start();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (Files.size(told) < 10 && writer.isAlive() && System.nanoTime() < end) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(50_000)));
      writer.destroyForcibly().waitFor();
      List<String> lines = Files.readAllLines(told);
      assertThat(lines).as("what the writer said").hasSizeGreaterThan(2);
      // The last line may be cut; what the one before it tells is on disk, or something later.
      int known = Integer.parseInt(lines.get(lines.size() - 2));
      Content content = ContentYaml.read(Files.readAllBytes(file()));
      assertThat(Integer.parseInt(content.app("defaultApp").orElseThrow().mainClass()))
          .isGreaterThanOrEqualTo(known);
      assertThat(TestDatabase.open(file()).content()).isEqualTo(content);
      assertThat(beside(".broken")).doesNotExist();
    }
  }

  private static Database full(Database database) throws StoreException {
    database.users().add("bob", "password-of-bob".toCharArray());
    database.users().keys("bob", List.of("ssh-ed25519 AAAA bob@home: # x"));
    database.users().add("carol", "password-of-carol".toCharArray());
    database.users().activate("carol", false);
    database
        .apps()
        .add(
            new App(
                "a-1",
                "k#1",
                "https://h.example:444/rest/",
                "bob",
                "true",
                "- x: y",
                new App.Login("yes", new Secret("null: \u00e4 'x' \"")),
                Set.of("connect")));
    database.apps().addMethod("a-1", "playStream");
    return database;
  }
}
