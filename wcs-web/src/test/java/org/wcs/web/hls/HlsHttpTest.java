package org.wcs.web.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.wcs.hls.HlsBody;
import org.wcs.hls.HlsRequest;
import org.wcs.hls.HlsResponse;

final class HlsHttpTest {

  private final List<HlsRequest> asked = new ArrayList<>();
  private final CompletableFuture<HlsResponse> answer = new CompletableFuture<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean stopped;
  private long sent;
  private final HlsHttp http =
      new HlsHttp(
          "https://example.com",
          wanted -> {
            asked.add(wanted);
            return answer;
          },
          this::execute,
          octets -> sent += octets);

  @Test
  void holdsNoThreadWhileTheCoreWaits() {
    FakeExchange exchange = served(new FakeExchange("/cam/cam.m3u8"));
    assertThat(exchange.waiting).isTrue();
    assertThat(exchange.done).isFalse();

    answer.complete(text("#EXTM3U"));
    assertThat(exchange.done).as("written by another thread").isFalse();
    tasks.remove().run();

    assertThat(exchange.done).isTrue();
    assertThat(exchange.status).isEqualTo(200);
    assertThat(exchange.content).hasToString("#EXTM3U");
    assertThat(exchange.length).isEqualTo(7);
    assertThat(sent).isEqualTo(7);
    assertThat(exchange.headers)
        .containsEntry("Access-Control-Allow-Origin", "https://example.com")
        .containsEntry("Content-Type", "application/vnd.apple.mpegurl")
        .containsEntry("Cache-Control", "no-cache");
  }

  @Test
  void headIsAllButTheContent() {
    FakeExchange exchange = new FakeExchange("/cam/cam.m3u8");
    exchange.method = "HEAD";
    answered(exchange, text("#EXTM3U"));

    assertThat(exchange.length).isEqualTo(7);
    assertThat(exchange.content.size()).isZero();
    assertThat(sent).isZero();
  }

  @Test
  void namesReachTheCoreDecoded() {
    FakeExchange exchange = new FakeExchange("/%D0%BA%D0%B0%D0%BC%201/rtmp%3A%2F%2Fh%2Fa.m3u8");
    exchange.query = "token=a%20b&_HLS_msn=7";
    exchange.requestHeaders.put("User-Agent", "player");
    served(exchange);

    HlsRequest wanted = asked.getFirst();
    assertThat(wanted.streamName()).isEqualTo("кам 1");
    assertThat(wanted.file()).isEqualTo("rtmp://h/a.m3u8");
    assertThat(wanted.parameters()).containsEntry("token", "a b").containsEntry("_HLS_msn", "7");
    assertThat(wanted.client()).isEqualTo("192.0.2.1 player");
  }

  @Test
  void tricksWithPathsNeverReachTheCore() {
    for (String path :
        new String[] {
          "/cam/../secret",
          "/../cam/a.ts",
          "/%2e%2e/a.ts",
          "/cam/%2e%2e",
          "/cam/%2E",
          "/cam/%00.ts",
          "/cam/a%0d%0a",
          "/cam/%zz",
          "/cam/%",
          "/cam/%c0%af",
          "/cam/a/b",
          "//cam/a",
          "/cam//a"
        }) {
      assertThat(served(new FakeExchange(path)).status).as(path).isEqualTo(400);
    }
    for (String path : new String[] {"/", "/cam", "/cam/", "/status", "/index.html"}) {
      assertThat(served(new FakeExchange(path)).status).as(path).isEqualTo(404);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void slashesAndBackslashesThatAreEncodedArePartsOfNamesOnly() {
    served(new FakeExchange("/..%2f..%2fetc/..%5cpasswd"));

    assertThat(asked.getFirst().streamName()).isEqualTo("../../etc");
    assertThat(asked.getFirst().file()).isEqualTo("..\\passwd");
  }

  @Test
  void refusesOtherMethods() {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
      FakeExchange exchange = new FakeExchange("/cam/cam.m3u8");
      exchange.method = method;
      served(exchange);
      assertThat(exchange.status).isEqualTo(405);
      assertThat(exchange.headers).containsEntry("Allow", "GET, HEAD, OPTIONS");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void answersPreflights() {
    FakeExchange exchange = new FakeExchange("/cam/cam.m3u8");
    exchange.method = "OPTIONS";
    served(exchange);

    assertThat(exchange.status).isEqualTo(204);
    assertThat(exchange.headers)
        .containsEntry("Access-Control-Allow-Origin", "https://example.com")
        .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
    assertThat(exchange.headers.get("Access-Control-Allow-Headers")).contains("Range");
  }

  @Test
  void passesRefusalsOn() {
    FakeExchange exchange = new FakeExchange("/cam/cam.m3u8");
    answered(
        exchange, new HlsResponse(503, "", "no-store", Map.of("Retry-After", "1"), HlsBody.EMPTY));

    assertThat(exchange.status).isEqualTo(503);
    assertThat(exchange.headers).containsEntry("Retry-After", "1");
    assertThat(exchange.content.size()).isZero();
  }

  @Test
  void aFileSweptMeanwhileIsNotFound() {
    FakeExchange exchange = new FakeExchange("/cam/1.ts");
    HlsBody swept = new HlsBody.OnDisk(Path.of("absent", "1.ts"), 10);
    answered(exchange, new HlsResponse(200, "video/mp2t", "max-age=60", Map.of(), swept));

    assertThat(exchange.status).isEqualTo(404);
    assertThat(exchange.length).isZero();
    assertThat(exchange.headers).containsEntry("Cache-Control", "no-store");
  }

  @Test
  void aClientThatWentAwayHurtsNobody() {
    FakeExchange exchange = new FakeExchange("/cam/cam.m3u8");
    exchange.gone = true;
    answered(exchange, text("#EXTM3U"));

    assertThat(exchange.done).isTrue();
  }

  @Test
  void anAnswerThatIsLostIsABugOfTheServer() {
    FakeExchange exchange = served(new FakeExchange("/cam/cam.m3u8"));
    answer.completeExceptionally(new IllegalStateException("lost"));
    tasks.remove().run();

    assertThat(exchange.status).isEqualTo(500);
    assertThat(exchange.done).isTrue();
  }

  @Test
  void whoeverAnswersFirstWins() throws Exception {
    FakeExchange exchange = served(new FakeExchange("/cam/cam.m3u8"));
    exchange.listener.onTimeout(null);
    assertThat(exchange.status).isEqualTo(503);

    answer.complete(text("#EXTM3U"));
    tasks.remove().run();

    assertThat(exchange.status).isEqualTo(503);
    assertThat(exchange.content.size()).isZero();
  }

  @Test
  void aServerThatStopsSaysSo() {
    stopped = true;
    FakeExchange exchange = served(new FakeExchange("/cam/cam.m3u8"));
    answer.complete(text("#EXTM3U"));

    assertThat(exchange.status).isEqualTo(503);
    assertThat(exchange.done).isTrue();
  }

  private FakeExchange served(FakeExchange exchange) {
    http.serve(exchange.request(), exchange.response());
    return exchange;
  }

  private void answered(FakeExchange exchange, HlsResponse response) {
    served(exchange);
    answer.complete(response);
    tasks.remove().run();
  }

  private void execute(Runnable task) {
    if (stopped) {
      throw new RejectedExecutionException();
    }
    tasks.add(task);
  }

  private static HlsResponse text(String playlist) {
    byte[] bytes = playlist.getBytes(StandardCharsets.UTF_8);
    return new HlsResponse(
        200,
        "application/vnd.apple.mpegurl",
        "no-cache",
        Map.of(),
        new HlsBody.Octets(List.of(bytes), bytes.length));
  }
}
