package org.wcs.rtsp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wcs.rtsp.wire.DigestServer.Result.ACCEPTED;
import static org.wcs.rtsp.wire.DigestServer.Result.MALFORMED;
import static org.wcs.rtsp.wire.DigestServer.Result.MISSING;
import static org.wcs.rtsp.wire.DigestServer.Result.REFUSED;
import static org.wcs.rtsp.wire.DigestServer.Result.STALE;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final String URI = "rtsp://h/cam1";
  private static final long LIFE = Duration.ofMinutes(1).toNanos();

  private final DigestServer server = server(false);

  private static DigestServer server(boolean basic) {
    DigestServer.Access access =
        new DigestServer.Access(
            "the \"realm\"",
            basic,
            user -> user.equals("äd\"min") ? "p:ä\\ss" : null,
            Duration.ofNanos(LIFE));
    return new DigestServer(access, new Random(1));
  }

  private static DigestClient client(String password) {
    return new DigestClient("äd\"min", password, new Random(2));
  }

  private static String answer(DigestClient client, List<String> challenges) {
    assertThat(client.challenged(challenges)).isTrue();
    return Objects.requireNonNull(client.answer("DESCRIBE", URI));
  }

  private DigestServer.Result check(String authorization, String method, String uri, long now) {
    return server.check(new DigestServer.Claim(authorization, method, uri, "peer"), now).result();
  }

  /** RFC 7616 section 3.9.1. */
  @Test
  void makesTheDigestsOfTheExamples() {
    String nonces =
        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v:00000001:"
            + "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ:auth";
    String realm = "http-auth@example.org";
    assertThat(
            DigestAlgorithm.MD5.response(
                DigestAlgorithm.MD5.secret("Mufasa", realm, "Circle of Life"),
                nonces,
                "GET",
                "/dir/index.html"))
        .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    assertThat(
            DigestAlgorithm.SHA_256.response(
                DigestAlgorithm.SHA_256.secret("Mufasa", realm, "Circle of Life"),
                nonces,
                "GET",
                "/dir/index.html"))
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  /** RFC 2617 section 3.5. */
  @Test
  void makesTheDigestOfTheOlderExample() {
    assertThat(
            DigestAlgorithm.MD5.response(
                DigestAlgorithm.MD5.secret("Mufasa", "testrealm@host.com", "Circle Of Life"),
                "dcd98b7102dd2f0e8b11d0f600bfb0c093:00000001:0a4f113b:auth",
                "GET",
                "/dir/index.html"))
        .isEqualTo("6629fae49393a05397450978507c4ef1");
  }

  @Test
  void answersACameraThatQuotesNothing() {
    DigestClient client = new DigestClient("admin", "12345", new Random(1));
    assertThat(client.challenged(List.of("Digest realm=IP Camera(C2), nonce=6e1f, stale=FALSE")))
        .isTrue();
    assertThat(client.answer("OPTIONS", "rtsp://h/"))
        .isEqualTo(
            "Digest username=\"admin\", realm=\"IP Camera(C2)\", nonce=\"6e1f\","
                + " uri=\"rtsp://h/\", response=\""
                + DigestAlgorithm.MD5.response(
                    DigestAlgorithm.MD5.secret("admin", "IP Camera(C2)", "12345"),
                    "6e1f",
                    "OPTIONS",
                    "rtsp://h/")
                + "\"");
  }

  @Test
  void picksTheBestThatIsOffered() {
    String sha = "Digest realm=\"a\", nonce=\"1\", algorithm=\"SHA-256\"";
    String md5 = "Digest realm=\"a\", nonce=\"2\", algorithm=MD5, opaque=\"x\"";
    String other = "Digest realm=\"a\", nonce=\"3\", algorithm=SHA-512-256";
    String whole = "Digest realm=\"a\", nonce=\"4\", qop=\"auth-int\"";
    String basic = "Basic realm=\"a\"";
    assertThat(answer(client("p"), List.of(basic, md5, sha))).contains("nonce=\"1\"", "SHA-256");
    assertThat(answer(client("p"), List.of(basic + ", " + md5)))
        .contains("nonce=\"2\"", "algorithm=MD5", "opaque=\"x\"");
    assertThat(answer(client("p"), List.of(other, whole, basic))).startsWith("Basic ");
    assertThat(client("p").challenged(List.of(other, whole))).isFalse();
    assertThat(client("p").challenged(List.of("", "nonsense", "Digest", "Digest realm=\"a\"")))
        .isFalse();
  }

  @Test
  void doesTheSessionVariant() {
    String answer =
        answer(client("p"), List.of("Digest realm=\"a\", nonce=\"1\", algorithm=MD5-sess"));
    assertThat(answer).contains("algorithm=MD5-sess", "cnonce=\"");
  }

  @Test
  void bearsAListThatOughtToBeQuoted() {
    String answer =
        answer(client("p"), List.of("Digest realm=\"a\", qop=auth,auth-int, nonce=\"1\""));
    assertThat(answer).contains("nonce=\"1\"", "qop=auth, nc=00000001");
  }

  @Test
  void letsInWhoKnowsThePassword() {
    DigestClient client = client("p:ä\\ss");
    String answer = answer(client, server.challenges("peer", false, 5));
    assertThat(answer).contains("algorithm=SHA-256", "qop=auth");
    assertThat(check(answer, "DESCRIBE", URI, 6)).isEqualTo(ACCEPTED);
    client.accepted();
    String next = Objects.requireNonNull(client.answer("SETUP", URI + "/trackID=1"));
    assertThat(next).contains("nc=00000002");
    assertThat(check(next, "SETUP", URI + "/trackID=1", 7)).isEqualTo(ACCEPTED);
  }

  @Test
  void letsInClientsThatKnowMd5Alone() {
    List<String> md5 = List.of(server.challenges("peer", false, 5).get(1));
    assertThat(check(answer(client("p:ä\\ss"), md5), "DESCRIBE", URI, 6)).isEqualTo(ACCEPTED);
    String old = md5.getFirst().replace(", qop=\"auth\"", "").replace(", algorithm=MD5", "");
    String answer = answer(client("p:ä\\ss"), List.of(old));
    assertThat(answer).doesNotContain("qop", "algorithm");
    assertThat(check(answer, "DESCRIBE", URI, 6)).isEqualTo(ACCEPTED);
  }

  @Test
  void letsNobodyElseIn() {
    List<String> challenges = server.challenges("peer", false, 5);
    assertThat(check(answer(client("wrong"), challenges), "DESCRIBE", URI, 6)).isEqualTo(REFUSED);
    DigestClient stranger = new DigestClient("nobody", "", new Random(1));
    assertThat(check(answer(stranger, challenges), "DESCRIBE", URI, 6)).isEqualTo(REFUSED);
    String good = answer(client("p:ä\\ss"), challenges);
    assertThat(check(good, "PLAY", URI, 6)).isEqualTo(REFUSED);
    assertThat(check(good, "DESCRIBE", "rtsp://h/cam2", 6)).isEqualTo(MALFORMED);
    assertThat(check(good, "DESCRIBE", "rtsp://h/cam10", 6)).isEqualTo(MALFORMED);
    assertThat(check("", "DESCRIBE", URI, 6)).isEqualTo(MISSING);
    for (String bad :
        List.of(
            "nonsense",
            "Digest",
            "Basic YTpi",
            good + ", Basic YTpi",
            good.replace("SHA-256", "SHA-256-sess"),
            good + ", userhash=true",
            good.replace("qop=auth", "qop=auth-int"))) {
      assertThat(check(bad, "DESCRIBE", URI, 6)).as(bad).isEqualTo(MALFORMED);
    }
  }

  @Test
  void asksAnewWhenANonceIsOldOrSomebodyElses() {
    String good = answer(client("p:ä\\ss"), server.challenges("peer", false, 5));
    assertThat(check(good, "DESCRIBE", URI, 5 + LIFE)).isEqualTo(ACCEPTED);
    assertThat(check(good, "DESCRIBE", URI, 6 + LIFE)).isEqualTo(STALE);
    String others = answer(client("p:ä\\ss"), server.challenges("other", false, 5));
    assertThat(check(others, "DESCRIBE", URI, 6)).isEqualTo(STALE);
    String own =
        answer(client("p:ä\\ss"), List.of("Digest realm=\"the \\\"realm\\\"\", nonce=\"1\""));
    assertThat(check(own, "DESCRIBE", URI, 6)).isEqualTo(STALE);
    assertThat(server.challenges("peer", true, 5)).allMatch(one -> one.contains("stale=true"));
  }

  @Test
  void refusesEveryCorruptionOfAnAnswer() {
    String good = answer(client("p:ä\\ss"), server.challenges("peer", false, 5));
    int from = good.indexOf("response=\"") + 10;
    for (int at = from; at < from + 64; at++) {
      char other = good.charAt(at) == '0' ? '1' : '0';
      String bad = good.substring(0, at) + other + good.substring(at + 1);
      assertThat(check(bad, "DESCRIBE", URI, 6)).isEqualTo(REFUSED);
    }
    for (int length = 0; length < good.length() - 1; length++) {
      String cut = good.substring(0, length);
      // what stands behind the response and the nonces may be missing
      if (length < good.indexOf("cnonce") + 26) {
        assertThat(check(cut, "DESCRIBE", URI, 6)).as(cut).isNotEqualTo(ACCEPTED);
      }
    }
  }

  @Test
  void takesThePasswordItselfWhereThatIsSet() {
    DigestServer basic = server(true);
    String good = answer(client("p:ä\\ss"), basic.challenges("peer", false, 5));
    assertThat(basic.check(new DigestServer.Claim(good, "PLAY", URI, "x"), 9))
        .isEqualTo(new DigestServer.Verdict(ACCEPTED, "äd\"min"));
    String wrong = answer(client("other"), basic.challenges("peer", false, 5));
    assertThat(basic.check(new DigestServer.Claim(wrong, "PLAY", URI, "x"), 9).result())
        .isEqualTo(REFUSED);
    for (String bad : List.of("Basic", "Basic !", "Basic YQ==", "Digest nonce=\"1\"")) {
      assertThat(basic.check(new DigestServer.Claim(bad, "PLAY", URI, "x"), 9).result())
          .as(bad)
          .isEqualTo(MALFORMED);
    }
  }

  @Test
  void givesUpWhenThePasswordIsWrong() {
    DigestClient client = client("p");
    List<String> challenges = server.challenges("peer", false, 5);
    assertThat(client.ready()).isFalse();
    assertThat(client.answer("PLAY", URI)).isNull();
    answer(client, challenges);
    assertThat(client.challenged(challenges)).isFalse();
  }

  @Test
  void answersOnceMoreWhenOnlyTheNonceWasOld() {
    DigestClient client = client("p");
    answer(client, server.challenges("peer", false, 5));
    int tries = 0;
    while (client.challenged(server.challenges("peer", true, 5)) && tries < 100) {
      client.answer("PLAY", URI);
      tries++;
    }
    assertThat(tries).isEqualTo(3);
  }

  @Test
  void answersANewChallengeOfACameraThatNeverSaysStale() {
    DigestClient client = client("p");
    for (int day = 0; day < 10; day++) {
      answer(client, server.challenges("peer", false, day));
      client.accepted();
      client.answer("GET_PARAMETER", URI);
    }
    answer(client, server.challenges("peer", false, 11));
    assertThat(client.challenged(server.challenges("peer", false, 12))).isFalse();
  }
}
