package org.wcs.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.stream.Picture;

/** URLs and what is in them. */
final class RtmpTargetTest {

  private static RtmpTarget target(String url) {
    return Objects.requireNonNull(RtmpTarget.parse(url));
  }

  @Test
  void readsAUrl() {
    RtmpTarget target = target("rtmp://example.com/live/name");
    assertThat(target)
        .isEqualTo(new RtmpTarget(false, "example.com", 1_935, "live", "name", "", ""));
    assertThat(target.tcUrl()).isEqualTo("rtmp://example.com/live");
  }

  @Test
  void readsTlsPortUserInstanceAndParameters() {
    RtmpTarget target = target("rtmps://me:p%40ss@example.com:8443/a/b/key?x=1/2&y=3");
    assertThat(target.tls()).isTrue();
    assertThat(target.port()).isEqualTo(8_443);
    assertThat(target.user()).isEqualTo("me");
    assertThat(target.password()).isEqualTo("p@ss");
    assertThat(target.tcUrl()).startsWith("rtmps://example.com:8443/a/b");
    assertThat(target("rtmps://h/a/k").port()).isEqualTo(443);
  }

  @Test
  void leavesParametersOfTheApplicationToIt() {
    RtmpTarget target = target("rtmp://example.com/live?token=1/name");
    assertThat(target.app()).isEqualTo("live?token=1");
    assertThat(target.stream()).isEqualTo("name");
  }

  @Test
  void readsAnAddressOfVersion6() {
    RtmpTarget target = target("rtmp://[::1]:1936/live/name");
    assertThat(target.host()).isEqualTo("::1");
    assertThat(target.port()).isEqualTo(1_936);
    assertThat(target.tcUrl()).isEqualTo("rtmp://[::1]:1936/live");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rtmp://",
        "rtmp:///live/a",
        "rtmp://h",
        "rtmp://h/",
        "http://h/live/a",
        "rtmp://h:0/live/a",
        "rtmp://h:99999/live/a",
        "rtmp://h:x/live/a",
        "rtmp://h/live/",
        "rtmp://a b/live/a",
        "://"
      })
  void refusesWhatIsNoUrlOfAStream(String url) {
    assertThat(RtmpTarget.parse(url)).isNull();
  }

  @Test
  void keepsSecretsOutOfLogs() {
    assertThat(target("rtmp://u:secret@h/live?k=secret/name?s=secret").toString())
        .doesNotContain("secret");
  }

  @Test
  void answersAnAuthorisingServerTwice() {
    RtmpTarget target = target("rtmp://user:pass@h/live/name");
    RtmpTarget first =
        AdobeAuthorisation.answer(
            target, target, "[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : ");
    assertThat(first).isNotNull();
    assertThat(first.app()).isEqualTo("live?authmod=adobe&user=user");
    String challenge =
        "[ AccessManager.Reject ] : [ authmod=adobe ] : "
            + "?reason=needauth&user=user&salt=abc&challenge=def&opaque=ghi";
    RtmpTarget second = AdobeAuthorisation.withResponse(target, challenge, "01020304");
    assertThat(second.app())
        .isEqualTo(
            "live?authmod=adobe&user=user&challenge=01020304"
                + "&response=CnsnYaQzeDBNM4/C3MSgIg==&opaque=ghi");
    assertThat(AdobeAuthorisation.answer(target, second, challenge)).isNull();
    assertThat(AdobeAuthorisation.answer(target, first, "authmod=adobe need auth")).isNull();
    assertThat(AdobeAuthorisation.answer(target("rtmp://h/live/name"), target, challenge)).isNull();
  }

  @Test
  void splitsNamesFromTheirParameters() {
    RtmpNames names = RtmpNames.parse("cam?a=1&b&c=%20x&=no&a=2");
    assertThat(names.name()).isEqualTo("cam");
    assertThat(names.parameters()).isEqualTo(Map.of("a", "2", "b", "", "c", " x"));
    assertThat(RtmpNames.parse("a%zz?b=%4").parameters()).isEqualTo(Map.of("b", "%4"));
  }

  @Test
  void readsWishesFromParameters() {
    assertThat(Wishes.picture(Map.of("width", "640", "height", "360", "bitrate", "500")))
        .isEqualTo(new Picture(640, 360, 500_000, 0, 0));
    assertThat(Wishes.picture(Map.of("width", "-1", "fps", "x", "bitrate", "99999999")))
        .isSameAs(Picture.AS_IS);
  }
}
