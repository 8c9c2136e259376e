package org.wcs.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wcs.config.RestConfig;
import org.wcs.web.rest.Gate.Credentials;

final class ConventionsTest {

  @Test
  void pagesOfOtherSitesAreToldWhatTheSettingsSay() {
    Map<String, String> headers =
        CrossOrigin.headers("https://panel.example.org", settings("x-a", "POST", ""));

    assertThat(headers)
        .containsEntry("Access-Control-Allow-Origin", "https://panel.example.org")
        .containsEntry("Access-Control-Allow-Credentials", "true")
        .containsEntry("Access-Control-Allow-Headers", "x-a")
        .containsEntry("Access-Control-Allow-Methods", "POST");
  }

  @Test
  void completeHeadersTakeThePlaceOfTheOthers() {
    Map<String, String> headers =
        CrossOrigin.headers(
            "*",
            settings(
                "x-a",
                "POST",
                "Access-Control-Allow-Origin: https://a:8888 ; no header;"
                    + "Access-Control-Allow-Headers: authorization, content-type;"
                    + "X-Split: a\r\nSet-Cookie: b;"));

    assertThat(headers)
        .containsEntry("Access-Control-Allow-Origin", "https://a:8888")
        .containsEntry("Access-Control-Allow-Headers", "authorization, content-type")
        .doesNotContainKeys("Access-Control-Allow-Methods", "X-Split", "Set-Cookie");
  }

  @Test
  void readsAUserAndAPassword() {
    Credentials who = credentials("admin:päss:word");
    assertThat(who).isNotNull();
    assertThat(who.user()).isEqualTo("admin");
    assertThat(new String(who.password())).isEqualTo("päss:word");
    assertThat(new String(credentials("admin:").password())).isEmpty();
  }

  @Test
  void whatIsNoUserAndPasswordIsNobody() {
    assertThat(Credentials.of(null)).isNull();
    assertThat(Credentials.of("")).isNull();
    assertThat(Credentials.of("Basic")).isNull();
    assertThat(Credentials.of("Basic !!!")).isNull();
    assertThat(Credentials.of("Bearer YTpi")).isNull();
    assertThat(credentials("nocolon")).isNull();
    assertThat(credentials(":password")).isNull();
    assertThat(Credentials.of("Basic " + "YTpi".repeat(1_000))).isNull();
    assertThat(Credentials.of("bAsIc YTpi")).isNotNull();
  }

  @Test
  void theDescriptionSaysThatEveryCallMayBeRefused() {
    JsonObject description =
        object(
            "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"post\":{\"summary\":\"A\",\"responses\":"
                + "{\"200\":{\"description\":\"OK\",\"content\":{\"application/json\":{}}}}}}}}");

    assertThat(Description.refusable(description))
        .hasToString(
            "{\"openapi\":\"3.1.0\",\"paths\":{\"/a\":{\"post\":{\"summary\":\"A\",\"responses\":"
                + "{\"200\":{\"description\":\"Done; the body is empty\"},"
                + "\"4XX\":{\"$ref\":\"#/components/responses/Refused\"},"
                + "\"5XX\":{\"$ref\":\"#/components/responses/Refused\"}}}}}}");
  }

  @Test
  void theDescriptionKeepsWhatCallsAnswer() {
    JsonObject description =
        object(
            "{\"paths\":{\"/a\":{\"post\":{\"responses\":{\"200\":{\"description\":\"OK\","
                + "\"content\":{\"application/json\":{\"schema\":{\"type\":\"array\"}}}}}}}}}");

    assertThat(Description.refusable(description).toString())
        .contains("\"content\":{\"application/json\":{\"schema\":{\"type\":\"array\"}}}");
  }

  private static JsonObject object(String json) {
    return Json.createReader(new StringReader(json)).readObject();
  }

  private static Credentials credentials(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return Credentials.of("Basic " + Base64.getEncoder().encodeToString(octets));
  }

  private static RestConfig.Headers settings(String headers, String methods, String instead) {
    return new RestConfig.Headers(headers, methods, instead);
  }
}
