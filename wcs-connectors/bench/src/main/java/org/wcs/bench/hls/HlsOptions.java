package org.wcs.bench.hls;

import java.util.List;
import org.wcs.bench.CommandLine;
import org.wcs.bench.LoadOptions;
import org.wcs.bench.PlayerLoad;

/**
 * The command line.
 *
 * @param load what the server has to do
 * @param formats what to measure, one after the other
 * @param json whether to print figures for programs rather than a table
 * @param serverOptions further {@code -D} options of the server
 */
record HlsOptions(PlayerLoad load, List<Format> formats, boolean json, List<String> serverOptions) {

  static final String USAGE =
      """
      ./wcs bench hls [options]
        --players N      players of the one stream (500)
        --bitrate B      bits a second of the stream (1000000)
        --seconds S      length of the measurement (20)
        --warm-up S      full load before the measurement (10)
        --format F       ts (MPEG-TS, polled), ll (low latency, blocking reload) or both (both)
        -Dkey=value      a setting of the server
        --json           figures for programs
      WCS_JAVA_OPTS is heap and collector of the server.\
      """;

  HlsOptions {
    formats = List.copyOf(formats);
    serverOptions = List.copyOf(serverOptions);
  }

  /** How the stream is watched. */
  enum Format {
    /** MPEG-TS whose playlist is polled. */
    TS,
    /** Parts of fMP4, sound apart, whose playlists are held back until there is something new. */
    LL;

    /** File name of its master playlist. */
    String master() {
      return this == TS ? "ts.m3u8" : "ll.m3u8";
    }

    /** For the table. */
    String title() {
      return this == TS ? "MPEG-TS" : "LL-HLS";
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static HlsOptions parse(String... arguments) {
    Reader reader = new Reader(new CommandLine(arguments));
    reader.read();
    return new HlsOptions(
        reader.load.load(), reader.formats, reader.load.json(), reader.line.serverOptions());
  }

  private static final class Reader {

    private final CommandLine line;
    private final LoadOptions load;
    private List<Format> formats = List.of(Format.values());

    Reader(CommandLine line) {
      this.line = line;
      this.load = new LoadOptions(line, new PlayerLoad(500, 1_000_000, 20, 10));
    }

    void read() {
      while (line.more()) {
        String option = line.next();
        switch (option) {
          case "--format" -> formats = formats(line.value(option));
          default -> load.take(option);
        }
      }
    }

    private static List<Format> formats(String value) {
      return switch (value) {
        case "ts" -> List.of(Format.TS);
        case "ll" -> List.of(Format.LL);
        case "both" -> List.of(Format.values());
        default -> throw new IllegalArgumentException("--format is ts, ll or both, not " + value);
      };
    }
  }
}
