package org.wcs.bench.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";

  private final AnswerReader reader = new AnswerReader();

  @Test
  void putsAnAnswerTogetherThatComesByteByByte() throws IOException {
    reader.expect(true);
    byte[] bytes = (HEAD + "abcde").getBytes(StandardCharsets.US_ASCII);
    Answer answer = null;
    for (byte each : bytes) {
      assertThat(answer).isNull();
      answer = reader.read(ByteBuffer.wrap(new byte[] {each}), 7);
    }
    assertThat(answer).isNotNull();
    assertThat(answer.good()).isTrue();
    assertThat(answer.text()).isEqualTo("abcde");
    assertThat(answer.nanos()).isEqualTo(7);
  }

  @Test
  void countsContentThatNobodyKeeps() throws IOException {
    reader.expect(false);
    Answer answer = read(HEAD + "abcde");
    assertThat(answer).isNotNull();
    assertThat(answer.length()).isEqualTo(5);
    assertThat(answer.content()).isEmpty();
  }

  @Test
  void endsWithTheHeadWhereThereIsNoContent() throws IOException {
    reader.expect(true);
    Answer answer = read("HTTP/1.1 404 Not Found\r\ncontent-length:0\r\n\r\n");
    assertThat(answer).isNotNull();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.good()).isFalse();
  }

  @Test
  void unpacksCompressedText() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("#EXTM3U".getBytes(StandardCharsets.US_ASCII));
    }
    Answer answer = new Answer(200, true, packed.size(), packed.toByteArray(), 0);
    assertThat(answer.text()).isEqualTo("#EXTM3U");
  }

  @Test
  void refusesAnAnswerWithoutLength() {
    reader.expect(true);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("length");
  }

  private @Nullable Answer read(String text) throws IOException {
    return reader.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
  }
}
