package org.wcs.bench.rtsp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wcs.bench.Processors;
import org.wcs.bench.ServerProcess;
import org.wcs.bench.Target;

/** {@code ./wcs bench rtsp}: measures fresh servers one after the other and prints the figures. */
public final class RtspBench {

  private static final double NEAR_ALL = 98;
  private static final double NEARLY_FULL = 95;

  /** Room for the ports of thousands of players, below those the kernel gives away. */
  private static final List<String> MANY_PORTS =
      List.of("-Dmedia_port_from=10001", "-Dmedia_port_to=20000");

  private final RtspOptions options;
  private final boolean pinned;
  private final List<RtspFigures> all = new ArrayList<>();

  private RtspBench(RtspOptions options, boolean pinned) {
    this.options = options;
    this.pinned = pinned;
  }

  /** Runs in the folder of the launcher. */
  public static void main(String[] arguments) {
    RtspOptions options;
    try {
      options = RtspOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(RtspOptions.USAGE);
      System.exit(2);
      return;
    }
    boolean pinned = Processors.moveAway();
    if (!pinned) {
      System.err.println(
          "Server and load share all processors: taskset or a second one is missing.");
    }
    System.exit(new RtspBench(options, pinned).run() ? 0 : 1);
  }

  private boolean run() {
    boolean good = true;
    if (options.cameras() > 0) {
      good = measure("WCS with cameras", this::cameras);
    } else {
      boolean beside = options.beside() && GstServer.installed();
      for (RtspOptions.Way way : options.ways()) {
        good &= measure("WCS over " + way, () -> players(own(), way));
        if (beside) {
          good &= measure("gst over " + way, () -> players(GstServer.start(pinned), way));
        }
      }
    }
    System.out.println(options.json() ? RtspReport.json(all) : RtspReport.table(all));
    return good;
  }

  private ServerProcess server() throws IOException {
    List<String> settings = new ArrayList<>(MANY_PORTS);
    settings.addAll(options.serverOptions());
    return ServerProcess.start(settings, "", pinned);
  }

  private Target own() throws IOException {
    Target running = options.running();
    if (running != null) {
      return running;
    }
    ServerProcess started = server();
    return new Target.Wcs(started, started.rtspPort());
  }

  private RtspFigures players(Target started, RtspOptions.Way way) throws IOException {
    try (Target target = started) {
      return PlayerMeasurement.run(target, options.load(), way);
    }
  }

  private RtspFigures cameras() throws IOException {
    try (ServerProcess server = server()) {
      return CameraMeasurement.run(server, options.load(), options.cameras());
    }
  }

  private boolean measure(String what, Run run) {
    System.err.println("Measuring " + what);
    try {
      RtspFigures figures = run.run();
      all.add(figures);
      remark(figures);
      return true;
    } catch (IOException e) {
      System.err.println("  failed: " + e.getMessage());
      return false;
    }
  }

  private static void remark(RtspFigures figures) {
    if (figures.deliveredPercent() < NEAR_ALL) {
      System.err.printf("  %.1f %% of the bytes due went through%n", figures.deliveredPercent());
    }
    if (figures.cpuPercent() > NEARLY_FULL) {
      System.err.println("  the server's processor was full");
    }
  }

  private interface Run {
    RtspFigures run() throws IOException;
  }
}
