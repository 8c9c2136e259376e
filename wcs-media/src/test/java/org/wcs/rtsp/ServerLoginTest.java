package org.wcs.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.peer.Refusal;
import org.wcs.peer.Verdict;
import org.wcs.rtsp.wire.DigestClient;
import org.wcs.rtsp.wire.RtspResponse;
import org.wcs.stream.EndReason;

/** Clients that must prove who they are. */
class ServerLoginTest {

  private final ServerStage digest =
      new ServerStage("rtsp.auth", "DIGEST", "rtsp.users", "me:secret,you:other");

  @Test
  void asksForADigestByBothAlgorithms() {
    RtspResponse answer = digest.talk().ask("DESCRIBE", "/cam");

    assertThat(answer.status()).isEqualTo(401);
    List<String> asked = answer.headers().all("WWW-Authenticate");
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst()).contains("SHA-256").contains("realm=\"WCS\"");
    assertThat(asked.getLast()).contains("MD5");
  }

  @Test
  void tellsItsMethodsToAnybody() {
    assertThat(digest.talk().ask("OPTIONS", "*").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void letsTheRightPasswordIn(int algorithm) {
    ServerTalk talk = digest.talk();
    List<String> asked = talk.ask("DESCRIBE", "/cam").headers().all("WWW-Authenticate");
    DigestClient client = client("me", "secret", asked.get(algorithm));

    talk.request("DESCRIBE", "/cam", "Authorization", answer(client, "DESCRIBE", "/cam"));
    digest.advance(5_100);

    assertThat(talk.responses.getLast().status()).isEqualTo(404);
  }

  @Test
  void letsTheRightPasswordInByItself() {
    ServerStage basic = new ServerStage("rtsp.auth", "BASIC", "rtsp.users", "me:sec:ret");
    ServerTalk talk = basic.talk();
    assertThat(talk.ask("DESCRIBE", "/cam").header("WWW-Authenticate")).startsWith("Basic");
    String token =
        Base64.getEncoder().encodeToString("me:sec:ret".getBytes(StandardCharsets.UTF_8));

    talk.request("DESCRIBE", "/cam", "Authorization", "Basic " + token);
    basic.advance(5_100);

    assertThat(talk.responses.getLast().status()).isEqualTo(404);
  }

  @Test
  void slowsGuessesDownAndEndsThem() {
    ServerTalk talk = digest.talk();
    String asked = talk.ask("DESCRIBE", "/cam").headers().all("WWW-Authenticate").getFirst();
    int answers = talk.responses.size();
    for (int guess = 0; guess < 5; guess++) {
      DigestClient client = client("me", "guess" + guess, asked);
      talk.request("DESCRIBE", "/cam", "Authorization", answer(client, "DESCRIBE", "/cam"));
      digest.advance((500L << guess) - 50);
      assertThat(talk.responses).as("guess " + guess).hasSize(answers++);
      digest.advance(100);
      assertThat(talk.responses).as("guess " + guess).hasSize(answers);
      assertThat(talk.responses.getLast().status()).isEqualTo(401);
    }
    assertThat(talk.closed()).isTrue();
  }

  @Test
  void asksAgainWhenItsQuestionIsOld() {
    ServerTalk talk = digest.talk();
    String asked = talk.ask("DESCRIBE", "/cam").headers().all("WWW-Authenticate").getFirst();
    for (int i = 0; i < 13; i++) {
      digest.advance(50_000);
      talk.ask("OPTIONS", "*");
    }
    DigestClient client = client("me", "secret", asked);

    RtspResponse stale =
        talk.ask("DESCRIBE", "/cam", "Authorization", answer(client, "DESCRIBE", "/cam"));

    assertThat(stale.status()).isEqualTo(401);
    assertThat(stale.header("WWW-Authenticate")).contains("stale=true");
  }

  @Test
  void letsNobodyControlWhatAnotherHasSetUp() {
    ServerStage stage = new ServerStage();
    stage.publisher("cam");
    ServerTalk player = stage.player("cam");
    ServerTalk other = stage.talk();
    other.session("x" + player.session());

    assertThat(other.ask("TEARDOWN", "/cam").status()).isEqualTo(454);
    assertThat(stage.totals().players()).isEqualTo(1);
  }

  @Test
  void closesAClientThatThePolicyRefuses() {
    ServerStage strict = new ServerStage(new Closed());
    ServerTalk talk = strict.talk();

    assertThat(talk.ask("OPTIONS", "*").status()).isEqualTo(200);
    RtspResponse refused = talk.ask("DESCRIBE", "/cam");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.reason()).isEqualTo("No way  in");
    assertThat(talk.closed()).isTrue();
  }

  private static DigestClient client(String user, String password, String challenge) {
    DigestClient client = new DigestClient(user, password, new Random(1));
    assertThat(client.challenged(List.of(challenge))).isTrue();
    return client;
  }

  private static String answer(DigestClient client, String method, String path) {
    return Objects.requireNonNull(client.answer(method, "rtsp://localhost" + path));
  }

  private static final class Closed implements RtspPolicy {
    @Override
    public void connect(RtspPeer peer, Verdict verdict) {
      verdict.refuse(new Refusal(EndReason.RESTRICTED, "No way\r\nin"));
      verdict.allow();
    }

    @Override
    public void publish(RtspPeer peer, RtspStreamRequest request, Verdict verdict) {
      verdict.allow();
    }

    @Override
    public void play(RtspPeer peer, RtspStreamRequest request, Verdict verdict) {
      verdict.allow();
    }
  }
}
