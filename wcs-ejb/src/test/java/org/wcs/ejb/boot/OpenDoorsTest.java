package org.wcs.ejb.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.wcs.config.WcsConfig;

final class OpenDoorsTest {

  private static final Map<String, String> CLOSED = Map.of("bind.address", "127.0.0.1");

  private static WcsConfig config(Map<String, String> settings) {
    Properties file = new Properties();
    file.putAll(settings);
    return WcsConfig.read(file, Map.of(), new Properties());
  }

  @Test
  void namesTheRestApiThatAnybodyMayCall() {
    assertThat(OpenDoors.of(WcsConfig.defaults()))
        .singleElement()
        .asString()
        .contains("disable_rest_auth=false", "8081", "8444");
  }

  @Test
  void isContentWithPasswordsAndWithThisMachineAlone() {
    assertThat(OpenDoors.of(config(CLOSED))).isEmpty();
    assertThat(OpenDoors.of(config(Map.of("disable_rest_auth", "false")))).isEmpty();
    assertThat(OpenDoors.of(config(Map.of("bind.address", "::1")))).isEmpty();
  }

  @Test
  void namesMetricsAndBeansThatOthersReach() {
    assertThat(
            OpenDoors.of(
                config(
                    Map.of(
                        "bind.address", "127.0.0.1",
                        "metrics.address", "0.0.0.0",
                        "jmx.address", "0.0.0.0"))))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("metrics.address=0.0.0.0"))
        .anySatisfy(line -> assertThat(line).contains("jmx.tls=true"));
  }

  @Test
  void takesBeansOverTlsOrWithoutAPortAsTheyAre() {
    assertThat(
            OpenDoors.of(
                config(
                    Map.of(
                        "bind.address", "127.0.0.1",
                        "jmx.address", "0.0.0.0",
                        "jmx.tls", "true"))))
        .isEmpty();
    assertThat(
            OpenDoors.of(
                config(
                    Map.of(
                        "bind.address", "127.0.0.1", "jmx.address", "0.0.0.0", "jmx.port", "0"))))
        .isEmpty();
  }
}
