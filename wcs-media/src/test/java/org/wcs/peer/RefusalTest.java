package org.wcs.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wcs.stream.EndReason;

class RefusalTest {

  private static String words(String said) {
    return new Refusal(EndReason.RESTRICTED, said).words();
  }

  @Test
  void keepsWhatFitsIntoALine() {
    assertThat(words("Bitte später")).isEqualTo("Bitte später");
    assertThat(words(" no\r\nSet-Cookie: a=b\u0000\u0085 ")).isEqualTo("no  Set-Cookie: a=b");
    assertThat(words("half a \ud83d")).isEqualTo("half a");
  }

  @Test
  void cutsWhatIsTooLongBetweenCharacters() {
    String cut = words("\ud83d\ude00".repeat(1_000));
    assertThat(cut).hasSize(Refusal.MOST_CHARS).endsWith("\ude00");
  }

  @Test
  void neverSaysNothing() {
    assertThat(words("\r\n")).isEqualTo("Restricted access");
    assertThat(Refusal.of(EndReason.NOT_FOUND).words()).isEqualTo("Stream not found");
  }
}
