package org.wcs.ejb.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableTest {

  @Test
  void alignsWordsLeftAndNumbersRight() {
    Table table = Table.of("name:Name", "count:Count", "on:On");
    table.row("a", 5, true).row("longer", 1234567, false);
    assertThat(table.text())
        .isEqualTo(
            """
            Name      Count  On
            ------  -------  ---
            a             5  yes
            longer  1234567  no
            """);
  }

  @Test
  void countsPlacesAndNotCharacters() {
    Table table = Table.of("name:Name", "next:Next");
    table.row("日本", "x").row("e\u0301e", "x").row("abcd", "x");
    assertThat(table.text().lines().skip(2).map(line -> line.replace("日本", "abcd")))
        .containsExactly("abcd  x", "e\u0301e    x", "abcd  x");
  }

  @Test
  void keepsTypesForScripts() {
    Table table = Table.of("text:T", "number:N", "flag:F", "nothing:O", "shown:S");
    table.row("a\"\n", 5L, true, null, Shown.bits(1_234_567));
    assertThat(table.json())
        .hasToString(
            "[{\"text\":\"a\\\"\\n"
                + "\",\"number\":5,\"flag\":true,\"nothing\":null,\"shown\":1234567}]");
    assertThat(table.text()).contains("1.2M");
  }

  @Test
  void refusesRowsOfAnotherLength() {
    Table table = Table.of("a:A", "b:B");
    assertThatThrownBy(() -> table.row(1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(table.empty()).isTrue();
  }

  @Test
  void showsTimesAndAmountsInShort() {
    assertThat(Shown.bits(999).shown()).isEqualTo("999");
    assertThat(Shown.bits(1_000).shown()).isEqualTo("1.0k");
    assertThat(Shown.bits(677_400).shown()).isEqualTo("677k");
    assertThat(Shown.bytes(12_600_000_000L).shown()).isEqualTo("12.6G");
    assertThat(Shown.since(1_000, 60_000).shown()).isEqualTo("59s");
    assertThat(Shown.since(0, 3_599_000).shown()).isEqualTo("59m59s");
    assertThat(Shown.since(0, 90_061_000).shown()).isEqualTo("1d01h");
    assertThat(Shown.since(5_000, 1_000).shown()).isEqualTo("0s");
  }
}
