package org.wcs.web.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wcs.hls.HlsBody;
import org.wcs.hls.HlsResponse;

final class HlsAnswerTest {

  private static final String TEXT = "#EXTM3U\n" + "#EXTINF:2.0,\nsegment.ts\n".repeat(40);
  private static final HlsResponse PLAYLIST =
      response("application/vnd.apple.mpegurl", octets(TEXT));
  private static final HlsResponse SEGMENT =
      response(
          "video/mp2t", new HlsBody.Octets(List.of(bytes("abc"), bytes("defg"), bytes("hij")), 10));

  @Test
  void playlistsAreCompressedForThoseWhoTakeIt() throws IOException {
    HlsAnswer answer = HlsAnswer.of(PLAYLIST, accepting("gzip, deflate, br"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("Content-Encoding", "gzip")
        .containsEntry("Vary", "Accept-Encoding")
        .containsEntry("Cache-Control", "no-cache");
    byte[] sent = written(answer);
    assertThat(answer.content().length()).isEqualTo(sent.length).isLessThan(TEXT.length());
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }
  }

  @Test
  void playlistsArePlainForOthersAndWhenTiny() throws IOException {
    assertThat(
            new String(
                written(HlsAnswer.of(PLAYLIST, HlsAnswer.Wishes.NONE)), StandardCharsets.UTF_8))
        .isEqualTo(TEXT);
    HlsAnswer tiny =
        HlsAnswer.of(
            response("application/vnd.apple.mpegurl", octets("#EXTM3U\n")), accepting("gzip"));
    assertThat(tiny.headers()).doesNotContainKey("Content-Encoding");
  }

  @Test
  void playlistsArePlainAndWholeForThoseWhoAskForARange() throws IOException {
    HlsAnswer answer =
        HlsAnswer.of(
            PLAYLIST, new HlsAnswer.Wishes("gzip, identity;q=1, *;q=0", "bytes=0-", null, null));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).doesNotContainKeys("Content-Encoding", "Content-Range");
    assertThat(new String(written(answer), StandardCharsets.UTF_8)).isEqualTo(TEXT);
  }

  @Test
  void weighsWhatIsAccepted() {
    assertThat(HlsAnswer.acceptsGzip("gzip")).isTrue();
    assertThat(HlsAnswer.acceptsGzip("deflate, GZIP;q=0.5")).isTrue();
    assertThat(HlsAnswer.acceptsGzip("*")).isTrue();
    assertThat(HlsAnswer.acceptsGzip("gzip;q=0")).isFalse();
    assertThat(HlsAnswer.acceptsGzip("gzip; q=0.000, *")).isFalse();
    assertThat(HlsAnswer.acceptsGzip("*;q=0")).isFalse();
    assertThat(HlsAnswer.acceptsGzip("identity")).isFalse();
    assertThat(HlsAnswer.acceptsGzip("")).isFalse();
    assertThat(HlsAnswer.acceptsGzip(null)).isFalse();
  }

  @Test
  void anUnchangedPlaylistIsNotSentAgain() {
    String tag = HlsAnswer.of(PLAYLIST, HlsAnswer.Wishes.NONE).headers().get("ETag");

    HlsAnswer again =
        HlsAnswer.of(PLAYLIST, new HlsAnswer.Wishes(null, null, null, "\"x\", " + tag));
    HlsAnswer changed =
        HlsAnswer.of(
            response("application/vnd.apple.mpegurl", octets(TEXT + "#")),
            new HlsAnswer.Wishes(null, null, null, tag));

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.headers()).containsEntry("ETag", tag).doesNotContainKey("Content-Type");
    assertThat(again.body()).isNull();
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void segmentsAreNeverCompressed() {
    assertThat(HlsAnswer.of(SEGMENT, accepting("gzip")).headers())
        .doesNotContainKeys("Content-Encoding", "ETag")
        .containsEntry("Accept-Ranges", "bytes");
  }

  @Test
  void everyRangeOfASegmentCrossesItsPieces() throws IOException {
    String whole = "abcdefghij";
    for (int first = 0; first < 10; first++) {
      for (int last = first; last < 10; last++) {
        HlsAnswer answer = HlsAnswer.of(SEGMENT, range("bytes=" + first + "-" + last));
        assertThat(answer.status()).isEqualTo(206);
        assertThat(new String(written(answer), StandardCharsets.UTF_8))
            .isEqualTo(whole.substring(first, last + 1));
        assertThat(answer.headers())
            .containsEntry("Content-Range", "bytes " + first + "-" + last + "/10");
      }
    }
  }

  @Test
  void aRangeBeyondTheSegmentIsRefused() {
    HlsAnswer answer = HlsAnswer.of(SEGMENT, range("bytes=10-"));

    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.headers())
        .containsEntry("Content-Range", "bytes */10")
        .containsEntry("Cache-Control", "no-store");
    assertThat(answer.body()).isNull();
  }

  @Test
  void aConditionalRangeOfWhatHasNoTagIsTheWhole() {
    HlsAnswer answer =
        HlsAnswer.of(SEGMENT, new HlsAnswer.Wishes(null, "bytes=0-1", "\"tag\"", null));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.content()).isEqualTo(new ByteRange(0, 10));
  }

  @Test
  void refusalsHaveNoContent() {
    HlsResponse refused =
        new HlsResponse(503, "", "no-store", Map.of("Retry-After", "1"), HlsBody.EMPTY);

    HlsAnswer answer = HlsAnswer.of(refused, range("bytes=0-1"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers())
        .containsExactly(Map.entry("Cache-Control", "no-store"), Map.entry("Retry-After", "1"));
    assertThat(answer.body()).isNull();
  }

  @Test
  void filesAreSentInParts(@TempDir Path folder) throws IOException {
    byte[] content = new byte[200_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    Path file = Files.write(folder.resolve("1.ts"), content);
    HlsResponse stored = response("video/mp2t", new HlsBody.OnDisk(file, content.length));

    assertThat(written(HlsAnswer.of(stored, HlsAnswer.Wishes.NONE))).isEqualTo(content);
    assertThat(written(HlsAnswer.of(stored, range("bytes=100000-")))).hasSize(100_000);
    Files.delete(file);
    assertThatThrownBy(() -> written(HlsAnswer.of(stored, HlsAnswer.Wishes.NONE)))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static byte[] written(HlsAnswer answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BodyWriter.write(answer.body(), answer.content(), out);
    return out.toByteArray();
  }

  private static HlsAnswer.Wishes accepting(String encoding) {
    return new HlsAnswer.Wishes(encoding, null, null, null);
  }

  private static HlsAnswer.Wishes range(String range) {
    return new HlsAnswer.Wishes(null, range, null, null);
  }

  private static HlsResponse response(String type, HlsBody body) {
    return new HlsResponse(200, type, "no-cache", Map.of(), body);
  }

  private static HlsBody octets(String text) {
    return new HlsBody.Octets(List.of(bytes(text)), bytes(text).length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
