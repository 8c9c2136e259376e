package org.wcs.bench;

import java.util.List;

/** The garbage collectors to compare, and the options of the server that choose them. */
final class Collector {

  static final List<String> ALL = List.of("Parallel", "Serial", "G1", "Z", "Shenandoah");

  private Collector() {}

  /** What {@code WCS_JAVA_OPTS} must be; all but the collector is as the launcher has it. */
  static String options(String collector) {
    String generational =
        collector.equals("Shenandoah") ? " -XX:ShenandoahGCMode=generational" : "";
    return "-Xms256m -XX:MaxRAMPercentage=50 -XX:+UseCompactObjectHeaders -XX:+Use"
        + collector
        + "GC"
        + generational;
  }
}
