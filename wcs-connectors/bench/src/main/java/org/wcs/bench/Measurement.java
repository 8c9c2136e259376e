package org.wcs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wcs.dtls.DtlsIdentity;

/**
 * One scenario from the start of the server to its end. A few viewers come and go first, so that
 * what the first viewer costs once (classes, compiled code, thread stacks) is not taken for the
 * cost of every viewer.
 */
final class Measurement {

  private static final int REHEARSING_VIEWERS = 20;
  private static final int REHEARSAL_SECONDS = 3;

  private final Scenario scenario;
  private final ServerProcess server;
  private final WhipClient http;
  private final Audience audience;

  private Measurement(Scenario scenario, ServerProcess server, WhipClient http, Audience audience) {
    this.scenario = scenario;
    this.server = server;
    this.http = http;
    this.audience = audience;
  }

  /**
   * Runs a scenario.
   *
   * @param pinned whether the server gets a processor of its own
   */
  static Figures run(Scenario scenario, boolean pinned) throws IOException {
    DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), System.currentTimeMillis());
    try (ServerProcess server =
            ServerProcess.start(options(scenario), scenario.collector(), pinned);
        ExecutorService handshakes = Executors.newVirtualThreadPerTaskExecutor();
        LoadLoop loop = new LoadLoop()) {
      loop.start();
      WhipClient http = new WhipClient(server.httpPort());
      Connection.Setup setup = new Connection.Setup(identity, handshakes, LoadBuffers.allocate());
      Audience audience = new Audience(loop, http, setup);
      return new Measurement(scenario, server, http, audience).measure();
    }
  }

  private static List<String> options(Scenario scenario) {
    List<String> options = new ArrayList<>(scenario.serverOptions());
    options.addFirst("-Dnet.udp_gso=" + scenario.gso());
    return options;
  }

  private Figures measure() throws IOException {
    audience.publish(LoadPattern.of(scenario.bitsPerSecond()));
    audience.join(Math.min(scenario.viewers(), REHEARSING_VIEWERS));
    pass(REHEARSAL_SECONDS);
    audience.part();
    pass(REHEARSAL_SECONDS);
    long idleLive = server.liveBytes();
    long idle = ProcStat.residentBytes(server.pid());
    long logged = Files.size(server.gcLog());
    audience.join(scenario.viewers());
    pass(scenario.warmUpSeconds());

    Map<String, Long> allocated = allocated();
    audience.beginWindow();
    Figures.Sending sending = window();
    Delivery delivery = audience.delivery();
    DelaySamples.Summary delay = audience.delay();
    GcLog.Pauses pauses = GcLog.since(server.gcLog(), logged);
    long allocatedBytes = ThreadAllocation.between(allocated, allocated());
    long loaded = ProcStat.residentBytes(server.pid());
    audience.check();
    long loadedLive = server.liveBytes();
    audience.part();
    Figures.Memory memory = new Figures.Memory(idle, loaded, idleLive, loadedLive, allocatedBytes);
    return new Figures(scenario, sending, delivery, delay, memory, pauses);
  }

  private Figures.Sending window() throws IOException {
    WhipClient.Status before = http.status();
    long cpu = ProcStat.cpuNanos(server.pid());
    long began = System.nanoTime();
    pass(scenario.seconds());
    WhipClient.Status after = http.status();
    cpu = ProcStat.cpuNanos(server.pid()) - cpu;
    return new Figures.Sending(
        System.nanoTime() - began,
        cpu,
        after.datagramsOut() - before.datagramsOut(),
        after.sendCalls() - before.sendCalls(),
        after.sendDrops() - before.sendDrops());
  }

  private Map<String, Long> allocated() throws IOException {
    return ThreadAllocation.parse(server.diagnose("Thread.print", "-e"));
  }

  private static void pass(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
