package org.wcs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class WcsConfigTest {
  @Test
  void defaultsAreTheVendors() {
    WcsConfig config = WcsConfig.defaults();
    assertThat(config.http().ports())
        .isEqualTo(new HttpConfig.Ports(8080, 8443, 8081, 8444, 8082, 8445, 8084, 7777));
    assertThat(config.media().portFrom()).isEqualTo(31_001);
    assertThat(config.media().portTo()).isEqualTo(32_000);
    assertThat(config.media().rtpBundle()).isTrue();
    assertThat(config.signalling().keepAlive().interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.signalling().keepAlive().probes()).isEqualTo(10);
    assertThat(config.webRtc().bitrate())
        .isEqualTo(new WebRtcConfig.Bitrate(30_000, 10_000_000, true));
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void theEnvironmentWinsOverTheFileAndSystemPropertiesOverBoth() {
    Properties file = properties("ws.port", "1001", "wss.port", "1002", "http.port", "1003");
    Map<String, String> environment = Map.of("WCS_WSS_PORT", "2002", "WCS_HTTP_PORT", "2003");
    HttpConfig.Ports ports =
        WcsConfig.read(file, environment, properties("http.port", "3003")).http().ports();
    assertThat(ports.ws()).isEqualTo(1001);
    assertThat(ports.wss()).isEqualTo(2002);
    assertThat(ports.http()).isEqualTo(3003);
  }

  @Test
  void aKeyThatStartsWithWcsDoesNotRepeatItInTheEnvironment() {
    assertThat(Settings.variable("wcs.data")).isEqualTo("WCS_DATA");
    assertThat(Settings.variable("keep_alive.server_interval"))
        .isEqualTo("WCS_KEEP_ALIVE_SERVER_INTERVAL");
  }

  @Test
  void namesEveryFaultAtOnce() {
    Properties file =
        properties(
            "ws.port", "http",
            "hls.port", "70000",
            "rtp_bundle", "yes",
            "dtls_timeout", "forever",
            "keep_alive.algorithm", "SOMETIMES",
            "ip", "10.0.0.1, not a host",
            "codecs", "vp8,vp88",
            "webrtc_cc_min_bitrate", "20000000",
            "rtx_cache_packets", "1000");
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class,
            () -> WcsConfig.read(file, Map.of(), properties("media_port_from", "40000")));
    assertThat(refused.faults()).hasSize(10);
    assertThat(refused)
        .hasMessageContainingAll(
            "ws.port=http must be a whole number from 1 to 65535",
            "hls.port=70000",
            "rtp_bundle=yes must be true or false",
            "dtls_timeout=forever",
            "keep_alive.algorithm=SOMETIMES",
            "ip=not a host",
            "vp88",
            "webrtc_cc_min_bitrate=20000000 must not exceed",
            "rtx_cache_packets=1000 must be a power of two",
            "media_port_from=40000 must be less than media_port_to=32000");
  }

  @Test
  void refusesOnePortForTwoListeners() {
    assertThatThrownBy(() -> system("https.port", "8443"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("https.port=8443 is already taken by wss.port");
  }

  @Test
  void warnsOfUnknownKeysAndNamesTheNearestKnownOne() {
    Properties file = properties("media_port_form", "32", "something.else.entirely", "x");
    assertThat(WcsConfig.read(file, Map.of(), new Properties()).warnings())
        .containsExactly(
            "media_port_form is not a setting of this version; did you mean media_port_from?",
            "something.else.entirely is not a setting of this version");
  }

  @Test
  void readsTimesInEveryUnit() {
    assertThat(system("burst_window", "2500us").webRtc().burstWindow())
        .isEqualTo(Duration.ofNanos(2_500_000));
    assertThat(system("keep_alive.server_interval", "250").signalling().keepAlive().interval())
        .isEqualTo(Duration.ofMillis(250));
    assertThat(system("ws.resume_timeout", "2h").signalling().resumeTimeout())
        .isEqualTo(Duration.ofHours(2));
    assertThat(system("dtls_timeout", "1m").webRtc().dtls().handshakeTimeout())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void readsListsOfHosts() {
    WcsConfig config = system("ip", " 192.0.2.1 ,media.example.com, 2001:db8::1,");
    assertThat(config.media().ip())
        .containsExactly("192.0.2.1", "media.example.com", "2001:db8::1");
  }

  @Test
  void knowsTheVendorsNamesOfCodecs() {
    assertThat(system("codecs", "alaw, ULAW,speex16,VP8,vp8").webRtc().codecs())
        .containsExactly("pcma", "pcmu", "vp8");
  }

  @Test
  void neverShowsAPassword() {
    WcsConfig config = system("tls.keystore.password", "very-secret");
    assertThat(config.toString()).doesNotContain("very-secret").contains("***");
    assertThatThrownBy(() -> system("tls.keystore.password", "brief"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tls.keystore.password")
        .hasMessageNotContaining("brief");
  }

  @Test
  void wantsBothHalvesOfAPemPairAndNoKeyStoreBesides() {
    assertThatThrownBy(() -> system("tls.key", "key.pem"))
        .hasMessageContaining("tls.certificate and tls.key must be set together");
    Properties both =
        properties("tls.key", "k.pem", "tls.certificate", "c.pem", "tls.keystore", "s.p12");
    assertThatThrownBy(() -> WcsConfig.read(new Properties(), Map.of(), both))
        .hasMessageContaining("set one");
  }

  private static WcsConfig system(String key, String value) {
    return WcsConfig.read(new Properties(), Map.of(), properties(key, value));
  }

  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (int index = 0; index < pairs.length; index += 2) {
      properties.setProperty(pairs[index], pairs[index + 1]);
    }
    return properties;
  }
}
