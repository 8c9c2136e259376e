package org.wcs.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings file that operators start from says exactly what the code does. */
final class DocumentedSettingsTest {
  private static final Pattern SETTING = Pattern.compile("#([a-z0-9_.]+)=(.*)");

  private List<String> lines = List.of();

  @BeforeEach
  void read() throws IOException {
    lines = Files.readAllLines(Path.of("..", "wildfly-config", "flashphoner.properties"));
  }

  @Test
  void listsEveryKeyWithItsDefaultAndNoOther() {
    Map<String, String> documented = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher matcher = SETTING.matcher(line);
      if (matcher.matches()) {
        assertThat(documented.put(matcher.group(1), matcher.group(2))).isNull();
      }
    }
    assertThat(documented).containsExactlyInAnyOrderEntriesOf(WcsConfig.keys());
  }

  @Test
  void explainsEachKeyOrItsGroup() {
    for (int index = 0; index < lines.size(); index++) {
      if (SETTING.matcher(lines.get(index)).matches()) {
        assertThat(lines.get(index - 1)).as(lines.get(index)).startsWith("#");
      }
    }
  }

  @Test
  void setsNothingItself() {
    assertThat(lines).allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }
}
