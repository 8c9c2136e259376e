package org.wcs.ejb.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionsTest {

  @TempDir Path folder;
  private Completions completions;

  @BeforeEach
  void startAnew() {
    World world = new World(folder);
    world.publish("studio");
    world.publish("stage");
    Caller caller = new Caller("admin", "", false);
    Commands commands = new Commands(world.verbs, caller, new World.Paper());
    completions = new Completions(commands.tree(), world.verbs, caller);
  }

  /** What may follow a line, whose last word has only begun. */
  private List<String> after(String line) {
    List<String> words = Arrays.asList(line.split(" ", -1));
    return completions.candidates(words.subList(0, words.size() - 1), words.getLast()).toList();
  }

  @Test
  void offersCommandsAndTheirParts() {
    assertThat(after("te")).containsExactly("terminate");
    assertThat(after("terminate ")).containsExactlyInAnyOrder("stream", "connection", "transcoder");
    assertThat(after("show app")).containsExactlyInAnyOrder("apps", "app-rest-methods");
    assertThat(after("help sh")).containsExactly("show");
    assertThat(after("help show po")).containsExactly("ports");
  }

  @Test
  void offersOptions() {
    assertThat(after("show streams --")).contains("--all", "--viewers", "--json", "--help");
    assertThat(after("trace -f --i")).containsExactly("--interval");
  }

  @Test
  void offersNamesOfWhatIsThere() {
    assertThat(after("trace st")).containsExactly("stage", "studio");
    assertThat(after("trace -f -i 2 stu")).containsExactly("studio");
    assertThat(after("update app ")).contains("defaultApp", "roomApp");
    assertThat(after("update user -a ")).containsExactly("true", "false");
    assertThat(after("update user -a true ")).containsExactly("admin");
    assertThat(after("set log-level org.wcs D")).containsExactly("DEBUG", "DEFAULT");
    assertThat(after("add app-rest-method roomApp pub")).containsExactly("publishStream");
  }

  @Test
  void offersNothingWhereAnythingMayStand() {
    assertThat(after("add app ")).isEmpty();
    assertThat(after("nonsense ")).isNotNull();
    assertThat(after("trace studio ")).isEmpty();
  }
}
