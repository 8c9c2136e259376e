package org.wcs.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./wcs bench webrtc}: measures each scenario with a fresh server and prints the figures.
 */
public final class WebRtcBench {

  private WebRtcBench() {}

  /** Runs in the folder of the launcher. */
  public static void main(String[] arguments) {
    BenchOptions options;
    try {
      options = BenchOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(BenchOptions.USAGE);
      System.exit(2);
      return;
    }
    System.exit(run(options) ? 0 : 1);
  }

  private static boolean run(BenchOptions options) {
    boolean pinned = Processors.moveAway();
    if (!pinned) {
      System.err.println(
          "Server and load share all processors: taskset or a second one is missing.");
    }
    List<Figures> all = new ArrayList<>();
    boolean good = true;
    for (Scenario scenario : options.scenarios()) {
      System.err.println("Measuring " + scenario.title());
      try {
        Figures figures = Measurement.run(scenario, pinned);
        all.add(figures);
        Report.remarks(figures).forEach(remark -> System.err.println("  " + remark));
      } catch (IOException e) {
        good = false;
        System.err.println("  failed: " + e.getMessage());
      }
    }
    System.out.println(options.json() ? Report.json(all) : Report.table(all));
    return good;
  }
}
