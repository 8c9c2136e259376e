package org.wcs.ejb.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What backends may do wrong, and what it costs. */
final class BackendFaultsTest extends HookStage {

  @Test
  void aBackendThatHangsIsGivenUpInTime() {
    restart(Duration.ofMillis(300), 10, 100);
    backend.hangs();
    long start = System.nanoTime();
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application did not answer in time"));
    assertThat(System.nanoTime() - start)
        .isBetween(Duration.ofMillis(290).toNanos(), Duration.ofSeconds(15).toNanos());
    assertThat(hooks.snapshot().totals().timeouts()).isEqualTo(1);
    until(() -> hooks.snapshot().connections().leased() == 0);
  }

  @Test
  void aBackendThatDripsIsGivenUpInTime() {
    restart(Duration.ofMillis(500), 10, 100);
    backend.answers(
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("a: b\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
          }
        });
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application did not answer in time"));
  }

  @Test
  void aQuestionBehindEventsThatHangIsAnsweredInTime() {
    HookSession session = connectedIn(Duration.ofSeconds(2), FAIL);
    backend.hangs();
    for (int i = 0; i < 10; i++) {
      session.tell(HookMethod.STREAM_EVENT, json("{}"));
    }
    long start = System.nanoTime();
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application did not answer in time"));
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(8).toNanos());
  }

  @Test
  void eventsBeyondWhatMayWaitAreDroppedAndCounted() {
    restart(Duration.ofSeconds(10), 10, 5);
    HookSession session = session("demo");
    backend.hangs();
    for (int i = 0; i < 20; i++) {
      session.tell(HookMethod.STREAM_EVENT, json("{}"));
    }
    assertThat(hooks.snapshot().totals().dropped()).isEqualTo(14);
    assertThat(session.ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application is overloaded"));
  }

  @Test
  void aBackendThatHangsLeavesConnectionsToOthers() throws Exception {
    restart(Duration.ofSeconds(30), 8, 100);
    try (FakeBackend good = new FakeBackend()) {
      add("good", good.url());
      backend.hangs();
      for (int i = 0; i < 50; i++) {
        session("demo").tell(HookMethod.STREAM_EVENT, json("{}"));
      }
      until(() -> hooks.snapshot().connections().pending() == 46);
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        assertThat(session("good").ask(HookMethod.CONNECT, json("{}")))
            .isInstanceOf(HookAnswer.Go.class);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(15).toNanos());
      }
      assertThat(hooks.snapshot().connections()).isEqualTo(new HookSnapshot.Connections(4, 4, 46));
    }
  }

  @Test
  void aHundredSessionsShareTheConnections() {
    List<CompletableFuture<HookAnswer>> answers =
        IntStream.range(0, 100)
            .mapToObj(
                i -> session("demo").askLater(HookMethod.CONNECT, json("{}")).toCompletableFuture())
            .toList();
    answers.forEach(answer -> assertThat(answer.join()).isInstanceOf(HookAnswer.Go.class));
    assertThat(backend.connections()).isLessThanOrEqualTo(10);
    until(() -> hooks.snapshot().connections().leased() == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ngarbage",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}x",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"a\":",
      })
  void anAnswerThatIsNoObjectIsAnError(String raw) {
    backend.says(raw);
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application gave no usable answer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "\u0000\u0001\u0002\u0003\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
      })
  void whatIsNoHttpIsAnError(String raw) {
    backend.answers(
        (request, out) -> {
          out.write(raw.getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          throw new IOException("and hangs up");
        });
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isInstanceOf(HookAnswer.Refused.class);
    until(() -> hooks.snapshot().connections().leased() == 0);
  }

  @Test
  void anAnswerDeeperThanSenseIsAnError() {
    backend.says(FakeBackend.ok("{\"a\":" + "[".repeat(40_000) + "]".repeat(40_000) + "}"));
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application gave no usable answer"));
  }

  @Test
  void anAnswerOfFiveMegabytesIsNotRead() {
    backend.answers(
        (request, out) -> {
          byte[] block = "{\"a\":1,         ".repeat(4_096).getBytes(StandardCharsets.US_ASCII);
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          for (int i = 0; i < 80; i++) {
            out.write(block);
          }
        });
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application gave no usable answer"));
    until(() -> hooks.snapshot().connections().leased() == 0);
  }

  @Test
  void aRefusalOfFiveMegabytesIsStillARefusal() {
    HookSession session = connected(FAIL);
    backend.says(FakeBackend.response("403 Too long a story", "x".repeat(5 << 20)));
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isEqualTo(new HookAnswer.Refused(403, "Too long a story"));
  }

  @Test
  void aHeaderWithoutEndIsAnError() {
    backend.answers(
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
          while (true) {
            out.write("a: b\r\n".getBytes(StandardCharsets.US_ASCII));
          }
        });
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isInstanceOf(HookAnswer.Refused.class);
    assertThat(backend.requests()).hasSize(1);
  }

  @Test
  void redirectsAreErrorsAndNotFollowed() {
    backend.answers(
        (request, out) ->
            out.write(
                ("HTTP/1.1 302 Elsewhere\r\nLocation: "
                        + request.path()
                        + "\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
    assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(302, "Elsewhere"));
    assertThat(backend.requests()).hasSize(1);
  }

  @Test
  void aBackendThatComesBackIntoTheServerEndsTheCircle() {
    HookSession session = session("demo");
    backend.answers(
        (request, out) -> {
          // As a backend does that drives the server while it is asked: it must not wait for
          // itself.
          session.tell(HookMethod.STREAM_EVENT, json("{}"));
          FakeBackend.echo(request, out);
        });
    assertThat(session.ask(HookMethod.PUBLISH_STREAM, json("{}")))
        .isInstanceOf(HookAnswer.Go.class);
    until(() -> backend.requests().size() > 3);
    session.close();
  }

  @Test
  void nobodyAtTheUrlIsAnError() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    add("gone", "http://127.0.0.1:" + free + "/");
    assertThat(session("gone").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application cannot be reached"));
    add("nohost", "http://no-such-host.invalid/");
    assertThat(session("nohost").ask(HookMethod.CONNECT, json("{}")))
        .isEqualTo(new HookAnswer.Refused(0, "Application cannot be reached"));
  }

  @Test
  void aBackendThatClosesTheConnectionAfterEachAnswerIsAskedAgain() {
    backend.answers(
        (request, out) -> {
          FakeBackend.echo(request, out);
          out.flush();
          throw new IOException("closed");
        });
    for (int i = 0; i < 20; i++) {
      assertThat(session("demo").ask(HookMethod.CONNECT, json("{}")))
          .isInstanceOf(HookAnswer.Go.class);
    }
  }
}
