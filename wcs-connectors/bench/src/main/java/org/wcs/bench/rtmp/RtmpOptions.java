package org.wcs.bench.rtmp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param load what the server has to do
 * @param beside whether to measure nginx too where it is installed
 * @param running a server that runs already; null to start the own one
 * @param json whether to print figures for programs rather than a table
 * @param serverOptions further {@code -D} options of the server
 */
record RtmpOptions(
    Load load,
    boolean beside,
    Target.@Nullable Running running,
    boolean json,
    List<String> serverOptions) {

  static final String USAGE =
      """
      ./wcs bench rtmp [options]
        --players N      players of the one stream (500)
        --bitrate B      bits a second of the stream (2500000)
        --seconds S      length of the measurement (20)
        --warm-up S      full load before the measurement (20)
        --alone          without nginx-rtmp, even if it is installed
        --running P:PID  measure the server on that port with that process id
        -Dkey=value      a setting of the server
        --json           figures for programs
      WCS_JAVA_OPTS is heap and collector of the server.\
      """;

  RtmpOptions {
    serverOptions = List.copyOf(serverOptions);
  }

  /**
   * The load.
   *
   * @param players of the one stream
   * @param bitsPerSecond of the stream, about
   * @param seconds measured
   * @param warmUpSeconds of full load before that
   */
  record Load(int players, int bitsPerSecond, int seconds, int warmUpSeconds) {
    Load {
      if (players < 1 || bitsPerSecond < 100_000 || seconds < 1 || warmUpSeconds < 0) {
        throw new IllegalArgumentException(
            "players, bitrate (100000 or more) and seconds must be positive");
      }
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static RtmpOptions parse(String... arguments) {
    Reader reader = new Reader(List.of(arguments));
    reader.read();
    return new RtmpOptions(
        new Load(reader.players, reader.bitrate, reader.seconds, reader.warmUp),
        reader.beside,
        reader.running,
        reader.json,
        reader.serverOptions);
  }

  private static final class Reader {

    private final List<String> arguments;
    private final List<String> serverOptions = new ArrayList<>();
    private int next;
    private int players = 500;
    private int bitrate = 2_500_000;
    private int seconds = 20;
    private int warmUp = 20;
    private boolean beside = true;
    private boolean json;
    private Target.@Nullable Running running;

    Reader(List<String> arguments) {
      this.arguments = arguments;
    }

    void read() {
      while (next < arguments.size()) {
        String option = arguments.get(next++);
        switch (option) {
          case "--players" -> players = number(option);
          case "--bitrate" -> bitrate = number(option);
          case "--seconds" -> seconds = number(option);
          case "--warm-up" -> warmUp = number(option);
          case "--alone" -> beside = false;
          case "--json" -> json = true;
          case "--running" -> running = running(option);
          default -> serverOption(option);
        }
      }
    }

    private void serverOption(String option) {
      if (!option.matches("-D[^=]+=.*")) {
        throw new IllegalArgumentException("unknown option " + option);
      }
      serverOptions.add(option);
    }

    private Target.Running running(String option) {
      String value = value(option);
      if (!value.matches("\\d{1,5}:\\d{1,9}")) {
        throw new IllegalArgumentException(option + " needs PORT:PID, not " + value);
      }
      String[] parts = value.split(":");
      return new Target.Running(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }

    private int number(String option) {
      String value = value(option);
      if (!value.matches("\\d{1,9}")) {
        throw new IllegalArgumentException(option + " needs a number, not " + value);
      }
      return Integer.parseInt(value);
    }

    private String value(String option) {
      if (next == arguments.size()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return arguments.get(next++);
    }
  }
}
