package org.wcs.bench.hls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wcs.bench.Processors;
import org.wcs.bench.ServerProcess;

/** {@code ./wcs bench hls}: measures a fresh server for each format and prints the figures. */
public final class HlsBench {

  private static final double NEARLY_FULL = 95;

  private HlsBench() {}

  /** Runs in the folder of the launcher. */
  public static void main(String[] arguments) {
    HlsOptions options;
    try {
      options = HlsOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(HlsOptions.USAGE);
      System.exit(2);
      return;
    }
    System.exit(run(options) ? 0 : 1);
  }

  private static boolean run(HlsOptions options) {
    boolean pinned = Processors.moveAway();
    if (!pinned) {
      System.err.println(
          "Server and load share all processors: taskset or a second one is missing.");
    }
    List<HlsFigures> all = new ArrayList<>();
    boolean good = true;
    for (HlsOptions.Format format : options.formats()) {
      good &= measure(options, format, pinned, all);
    }
    System.out.println(options.json() ? HlsReport.json(all) : HlsReport.table(all));
    return good;
  }

  private static boolean measure(
      HlsOptions options, HlsOptions.Format format, boolean pinned, List<HlsFigures> all) {
    System.err.println("Measuring " + format.title());
    try (ServerProcess server = ServerProcess.start(options.serverOptions(), "", pinned)) {
      HlsFigures figures = HlsMeasurement.run(server, format, options.load());
      all.add(figures);
      if (figures.cpuPercent() > NEARLY_FULL) {
        System.err.println("  the server's processor was full");
      }
      return figures.totals().failed() == 0;
    } catch (IOException e) {
      System.err.println("  failed: " + e.getMessage());
      return false;
    }
  }
}
