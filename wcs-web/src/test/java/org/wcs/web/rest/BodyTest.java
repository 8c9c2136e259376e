package org.wcs.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.RequestRefusedException;
import org.wcs.ejb.service.RequestRefusedException.Kind;

final class BodyTest {

  private static final String GOLDEN =
      "{\"streamName\":\"a\",\"full\":\"true\",\"port\":5060,\"options\":{\"action\":\"mute\"}}";

  @Test
  void takesNumbersAndBooleansAsTheyComeOrAsText() throws Exception {
    Body body = body("{\"a\":true,\"b\":\"TRUE\",\"c\":1,\"d\":\"0\",\"e\":5060,\"f\":null}");

    assertThat(body.flag("a")).isTrue();
    assertThat(body.flag("b")).isTrue();
    assertThat(body.flag("c")).isTrue();
    assertThat(body.flag("d")).isFalse();
    assertThat(body.text("e")).isEqualTo("5060");
    assertThat(body.flag("f")).isNull();
    assertThat(body.text("f")).isNull();
    assertThat(body.isSet("absent")).isFalse();
  }

  @Test
  void nothingIsAnEmptyObject() throws Exception {
    assertThat(body("").text("a")).isNull();
    assertThat(body(" \r\n").text("a")).isNull();
    assertThat(body("{}").object("options").text("action")).isNull();
  }

  @Test
  void whatFollowsTheObjectIsRefused() {
    refused("The body is not a JSON object", () -> body("{\"a\":1}x"));
    refused("The body is not a JSON object", () -> body("{\"a\":1}{}"));
    assertThat(Failure.of(405, "Method Not Allowed").exception())
        .isEqualTo("MethodNotAllowedException");
  }

  @Test
  void emptyTextsAreAbsent() {
    refused("streamName is missing", () -> body("{\"streamName\":\" \"}").required("streamName"));
    refused("streamName is missing", () -> body("{}").required("streamName"));
  }

  @Test
  void saysWhatIsWrong() {
    refused("The body is not a JSON object", () -> body("{"));
    refused("The body is not a JSON object", () -> body("[]"));
    refused("The body is not a JSON object", () -> body("7"));
    refused("The body is not a JSON object", () -> body("null"));
    refused("a must be a string", () -> body("{\"a\":[]}").text("a"));
    refused("a must be true or false", () -> body("{\"a\":\"maybe\"}").flag("a"));
    refused("a must be an object", () -> body("{\"a\":\"{}\"}").object("a"));
    refused("a is too long", () -> body("{\"a\":\"" + "x".repeat(5_000) + "\"}").text("a"));
    refused(
        "The body is larger than 65536 bytes",
        () -> body("{\"a\":\"" + "x".repeat(70_000) + "\"}"));
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    assertThatThrownBy(() -> body("{\"a\":".repeat(12_000)))
        .isInstanceOf(RequestRefusedException.class);
    assertThatThrownBy(() -> body("[".repeat(60_000))).isInstanceOf(RequestRefusedException.class);
  }

  @Test
  void everyCorruptionAndTruncationIsTakenOrRefused() throws IOException {
    byte[] golden = GOLDEN.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < golden.length; at++) {
      for (int mask : new int[] {0x01, 0x80, 0xFF}) {
        byte[] corrupt = golden.clone();
        corrupt[at] ^= (byte) mask;
        look(corrupt, corrupt.length);
      }
      look(golden, at);
    }
  }

  private static void look(byte[] octets, int length) throws IOException {
    try {
      Body body = Body.read(new ByteArrayInputStream(octets, 0, length));
      body.text("streamName");
      body.flag("full");
      body.object("options").text("action");
    } catch (RequestRefusedException refused) {
      assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
    }
  }

  private static Body body(String json) throws IOException, RequestRefusedException {
    return Body.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static void refused(
      String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt) {
    assertThatThrownBy(attempt).isInstanceOf(RequestRefusedException.class).hasMessage(message);
  }
}
