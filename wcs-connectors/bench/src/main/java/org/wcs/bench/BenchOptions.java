package org.wcs.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param scenarios what to measure, in order
 * @param json whether to print figures for programs rather than a table
 */
record BenchOptions(List<Scenario> scenarios, boolean json) {

  static final String USAGE =
      """
      ./wcs bench webrtc [options]
        --viewers N      players of the one stream (300)
        --seconds S      length of the measurement (20)
        --bitrate B      bits a second of the stream (640000)
        --warm-up S      full load before the measurement (8)
        --suite          50, 300 and 700 viewers of 640 kbit/s, 200 of 2 Mbit/s
        --gso on|off|both  UDP segmentation offload in the server (both)
        --collector C    Parallel, Serial, G1, Z or Shenandoah; all compares them, GSO on
        -Dkey=value      a setting of the server
        --json           figures for programs
      WCS_JAVA_OPTS is heap and collector of the server.\
      """;

  BenchOptions {
    scenarios = List.copyOf(scenarios);
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static BenchOptions parse(String... arguments) {
    Reader reader = new Reader(new CommandLine(arguments));
    reader.read();
    return new BenchOptions(reader.scenarios(), reader.json);
  }

  private static final class Reader {

    private final CommandLine line;
    private int viewers = 300;
    private int seconds = 20;
    private int bitrate = 640_000;
    private int warmUp = 8;
    private boolean suite;
    private boolean json;
    private @Nullable String gso;
    private final List<String> collectors = new ArrayList<>();

    Reader(CommandLine line) {
      this.line = line;
    }

    void read() {
      while (line.more()) {
        String option = line.next();
        switch (option) {
          case "--viewers" -> viewers = line.number(option);
          case "--seconds" -> seconds = line.number(option);
          case "--bitrate" -> bitrate = line.number(option);
          case "--warm-up" -> warmUp = line.number(option);
          case "--suite" -> suite = true;
          case "--json" -> json = true;
          case "--gso" -> gso = oneOf(option, List.of("on", "off", "both"));
          case "--collector" -> collector(option);
          default -> line.serverOption(option);
        }
      }
    }

    List<Scenario> scenarios() {
      List<Scenario> scenarios = new ArrayList<>();
      List<String> chosen = collectors.isEmpty() ? List.of("") : collectors;
      for (int[] load : loads()) {
        for (String collector : chosen) {
          for (boolean offload : offloads()) {
            scenarios.add(
                new Scenario(
                    load[0], load[1], seconds, warmUp, offload, collector, line.serverOptions()));
          }
        }
      }
      return scenarios;
    }

    private List<int[]> loads() {
      return suite
          ? List.of(
              new int[] {50, 640_000},
              new int[] {300, 640_000},
              new int[] {700, 640_000},
              new int[] {200, 2_000_000})
          : List.of(new int[] {viewers, bitrate});
    }

    private List<Boolean> offloads() {
      String chosen = gso == null && collectors.size() > 1 ? "on" : gso;
      if (chosen == null || chosen.equals("both")) {
        return List.of(true, false);
      }
      return List.of(chosen.equals("on"));
    }

    private void collector(String option) {
      List<String> known = new ArrayList<>(Collector.ALL);
      known.add("all");
      String name = oneOf(option, known);
      collectors.addAll(name.equals("all") ? Collector.ALL : List.of(name));
    }

    private String oneOf(String option, List<String> known) {
      String value = line.value(option);
      if (!known.contains(value)) {
        throw new IllegalArgumentException(option + " is one of " + known + ", not " + value);
      }
      return value;
    }
  }
}
