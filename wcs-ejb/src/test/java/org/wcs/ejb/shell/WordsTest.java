package org.wcs.ejb.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class WordsTest {

  @Test
  void areSeparatedBySpacesAndHeldTogetherByQuotes() throws IOException {
    assertThat(Words.of("  show   streams ")).containsExactly("show", "streams");
    assertThat(Words.of("add user x \"a b\"")).containsExactly("add", "user", "x", "a b");
    assertThat(Words.of("a 'b \" c' \"\"")).containsExactly("a", "b \" c", "");
    assertThat(Words.of(" \t ")).isEmpty();
  }

  @Test
  void wantTheirQuotesClosed() {
    assertThatThrownBy(() -> Words.of("add user \"x")).isInstanceOf(IOException.class);
  }
}
