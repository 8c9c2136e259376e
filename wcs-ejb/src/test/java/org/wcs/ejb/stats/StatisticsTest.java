package org.wcs.ejb.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wcs.ejb.service.ServerStatus;

final class StatisticsTest {

  private final ServerStatus status =
      Pictures.of(List.of(Pictures.stream("a", 2), Pictures.stream("b", 0)), 0.5);
  private final List<StatGroup> groups = Statistics.of(status, 4);

  private String value(String group, String name) {
    return groups.stream()
        .filter(each -> each.name().equals(group))
        .map(each -> each.values().get(name).toString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsConnectionsAndPorts() {
    assertThat(value("connections_stats", "connections")).isEqualTo("7");
    assertThat(value("connections_stats", "connections_hls")).isEqualTo("4");
    assertThat(value("port_stats", "ports_media_quarantine")).isEqualTo("2");
    assertThat(value("port_stats", "ports_rest_api_available")).isEqualTo("199");
  }

  @Test
  void tellsViewersAndSyncOfEveryStream() {
    assertThat(value("streams_stats", "streams_viewers")).isEqualTo("\"a/2;b/0\"");
    assertThat(value("streams_stats", "streams_synchronization")).isEqualTo("\"a/-7;b/-7\"");
  }

  @Test
  void tellsLoadsInTwoDecimals() {
    assertThat(value("system_stats", "systemCpuLoad")).isEqualTo("0.50");
    assertThat(value("core_stats", "core_java_processCpuLoad")).isEqualTo("0.13");
    assertThat(value("core_stats", "core_threads")).isEqualTo("2");
  }

  @Test
  void leavesOutWhatWasNotAskedFor() {
    List<StatGroup> some =
        Statistics.only(groups, Set.of("port_stats", "unheard_of"), Set.of("ports_media_busy"));
    assertThat(some).hasSize(1);
    assertThat(some.getFirst().values().keySet()).containsExactly("ports_media_busy");
    assertThat(Statistics.only(groups, Set.of("unheard_of"), Set.of())).isEmpty();
    assertThat(Statistics.only(groups, Set.of(), Set.of())).isEqualTo(groups);
  }

  @Test
  void saysWhichServerItIs() {
    assertThat(value("server_stats", "server_uptime")).isEqualTo("60");
    assertThat(value("server_stats", "server_version")).isEqualTo("\"5.2.0\"");
  }
}
