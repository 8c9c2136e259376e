package org.wcs.bench.rtmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wcs.bench.Processors;
import org.wcs.bench.ServerProcess;
import org.wcs.bench.Target;

/** {@code ./wcs bench rtmp}: measures fresh servers one after the other and prints the figures. */
public final class RtmpBench {

  private static final double NEAR_ALL = 98;
  private static final double NEARLY_FULL = 95;

  private RtmpBench() {}

  /** Runs in the folder of the launcher. */
  public static void main(String[] arguments) {
    RtmpOptions options;
    try {
      options = RtmpOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(RtmpOptions.USAGE);
      System.exit(2);
      return;
    }
    System.exit(run(options) ? 0 : 1);
  }

  private static boolean run(RtmpOptions options) {
    boolean pinned = Processors.moveAway();
    if (!pinned) {
      System.err.println(
          "Server and load share all processors: taskset or a second one is missing.");
    }
    List<RtmpFigures> all = new ArrayList<>();
    boolean good = measure(options, all, () -> own(options, pinned));
    if (options.beside() && Nginx.installed()) {
      good &= measure(options, all, () -> Nginx.start(pinned));
    }
    System.out.println(options.json() ? RtmpReport.json(all) : RtmpReport.table(all));
    return good;
  }

  private static Target own(RtmpOptions options, boolean pinned) throws IOException {
    Target running = options.running();
    if (running != null) {
      return running;
    }
    ServerProcess started = ServerProcess.start(options.serverOptions(), "", pinned);
    return new Target.Wcs(started, started.rtmpPort());
  }

  private static boolean measure(RtmpOptions options, List<RtmpFigures> all, Start start) {
    try (Target target = start.start()) {
      System.err.println("Measuring " + target.name());
      RtmpFigures figures = RtmpMeasurement.run(target, options.load());
      all.add(figures);
      remark(figures);
      return true;
    } catch (IOException e) {
      System.err.println("  failed: " + e.getMessage());
      return false;
    }
  }

  private static void remark(RtmpFigures figures) {
    if (figures.deliveredPercent() < NEAR_ALL) {
      System.err.printf("  players got %.1f %% of the bytes due%n", figures.deliveredPercent());
    }
    if (figures.cpuPercent() > NEARLY_FULL) {
      System.err.println("  the server's processor was full");
    }
  }

  private interface Start {
    Target start() throws IOException;
  }
}
