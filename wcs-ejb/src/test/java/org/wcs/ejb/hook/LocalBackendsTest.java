package org.wcs.ejb.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wcs.config.WcsConfig;

final class LocalBackendsTest {

  private final LocalBackends locals =
      new LocalBackends(WcsConfig.defaults().http().ports(), Map.of("EchoApp", LocalBackends.ECHO));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8081/apps/EchoApp",
        "http://localhost:8081/apps/EchoApp/",
        "http://127.0.0.1:8081/apps/EchoApp",
        "http://[::1]:8081/apps/EchoApp",
        "https://localhost:8444/apps/EchoApp",
        "HTTPS://localhost:8444/apps/EchoApp",
      })
  void ownUrlsMeanTheBackendInside(String url) {
    assertThat(locals.at(url)).isSameAs(LocalBackends.ECHO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8082/apps/EchoApp",
        "http://localhost/apps/EchoApp",
        "https://localhost:8081/apps/EchoApp",
        "http://example.org:8081/apps/EchoApp",
        "http://localhost:8081/apps/RoomApp",
        "http://localhost:8081/apps/EchoApp/x",
        "http://localhost:8081/apps/",
        "http://localhost:8081/rest/EchoApp",
        "http://localhost:8081",
      })
  void allOthersAreSomebodyElses(String url) {
    assertThat(locals.at(url)).isNull();
  }

  @Test
  void everyHookHasOneNameAndItsFollowUpIsAnEvent() {
    assertThat(HookMethod.wireNames()).hasSameSizeAs(HookMethod.values());
    for (HookMethod method : HookMethod.values()) {
      assertThat(HookMethod.of(method.wireName())).isSameAs(method);
      HookMethod event = method.followUp();
      if (event != null) {
        assertThat(event.kind()).isSameAs(HookMethod.Kind.EVENT);
      }
    }
    assertThat(HookMethod.of("sendBugReport")).isSameAs(HookMethod.SUBMIT_BUG_REPORT);
    assertThat(HookMethod.of("nothing")).isNull();
  }
}
