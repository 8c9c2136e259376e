package org.wcs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {

  private static final String PARALLEL =
      """
      [2.301s][info][gc,start    ] GC(4) Pause Young (Allocation Failure)
      [2.309s][info][gc,heap     ] GC(4) PSYoungGen: 66048K(76288K)->8704K(76288K)
      [2.309s][info][gc          ] GC(4) Pause Young (Allocation Failure) 90M->34M(247M) 7.861ms
      [2.309s][info][gc,cpu      ] GC(4) User=0.01s Sys=0.00s Real=0.01s
      [3.100s][info][gc          ] GC(5) Pause Full (Diagnostic Command) 40M->30M(247M) 52.139ms
      """;

  private static final String SHENANDOAH =
      """
      [1.0s][info][gc] Trigger (GLOBAL): Learning 1 of 5
      [1.1s][info][gc,start] GC(0) Pause Init Mark (unload classes)
      [1.1s][info][gc] GC(0) Pause Init Mark (unload classes) 0.120ms
      [1.2s][info][gc] GC(0) Concurrent marking (unload classes) 12.500ms
      [1.2s][info][gc] GC(0) Pause Final Mark (unload classes) 0.380ms
      """;

  private static final String ZGC =
      """
      [5.0s][info][gc          ] GC(1) Minor Collection (Allocation Rate)
      [5.0s][info][gc,phases   ] GC(1) y: Pause Mark Start 0.011ms
      [5.1s][info][gc,phases   ] GC(1) y: Concurrent Mark 9.222ms
      [5.1s][info][gc,phases   ] GC(1) y: Pause Mark End 0.009ms
      [5.2s][info][gc,phases   ] GC(1) y: Pause Relocate Start 0.007ms
      [5.2s][info][gc          ] GC(1) Minor Collection (Allocation Rate) 90M(1%)->20M(0%) 0.020s
      """;

  @Test
  void countsEachPauseOfTheParallelCollectorOnce() {
    GcLog.Pauses pauses = GcLog.parse(PARALLEL);
    assertThat(pauses.count()).isEqualTo(2);
    assertThat(pauses.maxMillis()).isEqualTo(52.139);
    assertThat(pauses.totalMillis()).isCloseTo(60.0, within(1e-9));
  }

  @Test
  void leavesConcurrentWorkOut() {
    assertThat(GcLog.parse(SHENANDOAH).totalMillis()).isCloseTo(0.5, within(1e-9));
    assertThat(GcLog.parse(ZGC)).isEqualTo(new GcLog.Pauses(3, 0.011, 0.011 + 0.009 + 0.007));
  }

  @Test
  void findsNothingInAnEmptyLog() {
    assertThat(GcLog.parse("")).isEqualTo(new GcLog.Pauses(0, 0, 0));
  }

  @Test
  void readsOnlyWhatWasWrittenBehindTheOffset(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("gc.log");
    Files.writeString(log, PARALLEL + ZGC);
    assertThat(GcLog.since(log, PARALLEL.length()).count()).isEqualTo(3);
    assertThat(GcLog.since(log, PARALLEL.length() + ZGC.length()).count()).isZero();
  }
}
