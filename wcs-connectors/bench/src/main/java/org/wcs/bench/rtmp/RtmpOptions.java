package org.wcs.bench.rtmp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wcs.bench.CommandLine;
import org.wcs.bench.LoadOptions;
import org.wcs.bench.PlayerLoad;
import org.wcs.bench.Target;

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
    PlayerLoad load,
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
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static RtmpOptions parse(String... arguments) {
    Reader reader = new Reader(new CommandLine(arguments));
    reader.read();
    return new RtmpOptions(
        reader.load.load(),
        reader.beside,
        reader.running,
        reader.load.json(),
        reader.line.serverOptions());
  }

  private static final class Reader {

    private final CommandLine line;
    private final LoadOptions load;
    private boolean beside = true;
    private Target.@Nullable Running running;

    Reader(CommandLine line) {
      this.line = line;
      this.load = new LoadOptions(line, new PlayerLoad(500, 2_500_000, 20, 20));
    }

    void read() {
      while (line.more()) {
        String option = line.next();
        switch (option) {
          case "--alone" -> beside = false;
          case "--running" -> running = Target.Running.of(option, line);
          default -> load.take(option);
        }
      }
    }
  }
}
