package org.wcs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

  @Test
  void measuresWithOffloadAndWithout() {
    BenchOptions options = BenchOptions.parse("--viewers", "50", "--seconds", "5");
    assertThat(options.json()).isFalse();
    assertThat(options.scenarios()).hasSize(2);
    assertThat(options.scenarios().getFirst())
        .isEqualTo(new Scenario(50, 640_000, 5, 8, true, "", List.of()));
    assertThat(options.scenarios().getLast().gso()).isFalse();
  }

  @Test
  void comparesCollectorsWithOffloadOnly() {
    BenchOptions options = BenchOptions.parse("--collector", "all", "--json", "-Dburst_window=2ms");
    assertThat(options.json()).isTrue();
    assertThat(options.scenarios()).extracting(Scenario::collector).isEqualTo(Collector.ALL);
    assertThat(options.scenarios()).allMatch(Scenario::gso);
    assertThat(options.scenarios().getFirst().serverOptions())
        .containsExactly("-Dburst_window=2ms");
  }

  @Test
  void knowsTheSuite() {
    BenchOptions options = BenchOptions.parse("--suite", "--gso", "on");
    assertThat(options.scenarios())
        .extracting(Scenario::viewers)
        .containsExactly(50, 300, 700, 200);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    for (String[] wrong :
        new String[][] {
          {"--viewer", "5"},
          {"--viewers"},
          {"--viewers", "many"},
          {"--viewers", "0"},
          {"--gso", "perhaps"},
          {"--collector", "Epsilon"}
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.parse(wrong));
    }
  }
}
