package org.wcs.bench.rtsp;

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
 * @param ways over which players are measured
 * @param cameras how many streams are fetched instead; 0 to measure players
 * @param beside whether to measure gst-rtsp-server too where it is installed
 * @param running a server that runs already; null to start the own one
 * @param json whether to print figures for programs rather than a table
 * @param serverOptions further {@code -D} options of the server
 */
record RtspOptions(
    PlayerLoad load,
    List<Way> ways,
    int cameras,
    boolean beside,
    Target.@Nullable Running running,
    boolean json,
    List<String> serverOptions) {

  /** How media get to players. */
  enum Way {
    TCP,
    UDP
  }

  static final String USAGE =
      """
      ./wcs bench rtsp [options]
        --players N      players of the one stream (200)
        --bitrate B      bits a second of the stream (2000000)
        --seconds S      length of the measurement (20)
        --warm-up S      full load before the measurement (20)
        --tcp            over TCP alone
        --udp            over UDP alone; without both, one after the other
        --cameras N      fetch so many streams that nobody watches, instead of players
        --alone          without gst-rtsp-server, even if it is installed
        --running P:PID  measure the server on that port with that process id
        -Dkey=value      a setting of the server
        --json           figures for programs
      WCS_JAVA_OPTS is heap and collector of the server.\
      """;

  RtspOptions {
    ways = List.copyOf(ways);
    serverOptions = List.copyOf(serverOptions);
    if (cameras > 0 && running != null) {
      throw new IllegalArgumentException("--cameras needs a server of its own");
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static RtspOptions parse(String... arguments) {
    Reader reader = new Reader(new CommandLine(arguments));
    reader.read();
    return new RtspOptions(
        reader.load.load(),
        reader.ways,
        reader.cameras,
        reader.beside,
        reader.running,
        reader.load.json(),
        reader.line.serverOptions());
  }

  private static final class Reader {

    private final CommandLine line;
    private final LoadOptions load;
    private int cameras;
    private List<Way> ways = List.of(Way.TCP, Way.UDP);
    private boolean beside = true;
    private Target.@Nullable Running running;

    Reader(CommandLine line) {
      this.line = line;
      this.load = new LoadOptions(line, new PlayerLoad(200, 2_000_000, 20, 20));
    }

    void read() {
      while (line.more()) {
        String option = line.next();
        switch (option) {
          case "--cameras" -> cameras = line.number(option);
          case "--tcp" -> ways = List.of(Way.TCP);
          case "--udp" -> ways = List.of(Way.UDP);
          case "--alone" -> beside = false;
          case "--running" -> running = Target.Running.of(option, line);
          default -> load.take(option);
        }
      }
    }
  }
}
