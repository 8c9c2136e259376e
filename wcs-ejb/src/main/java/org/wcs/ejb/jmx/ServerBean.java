package org.wcs.ejb.jmx;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.wcs.ejb.service.ServerStatus;
import org.wcs.ejb.shell.Verbs;
import org.wcs.ejb.stats.Health;

/** The server, as its last picture shows it. Any thread. */
final class ServerBean implements ServerMXBean {

  private static final String WORKERS = "wcs-";
  private static final double NANOS_PER_SECOND = 1e9;

  private final Supplier<ServerStatus> status;
  private final Verbs.Certificate certificate;
  private final Supplier<Health> health;

  ServerBean(
      Supplier<ServerStatus> status, Verbs.Certificate certificate, Supplier<Health> health) {
    this.status = status;
    this.certificate = certificate;
    this.health = health;
  }

  @Override
  public String getVersion() {
    return status.get().version();
  }

  @Override
  public String getNodeId() {
    return status.get().server().nodeId();
  }

  @Override
  public long getStartedMillis() {
    return status.get().startedMillis();
  }

  @Override
  public long getUptimeSeconds() {
    return status.get().uptimeSeconds();
  }

  @Override
  public boolean isReady() {
    return status.get().server().ready();
  }

  @Override
  public boolean isLive() {
    return Health.up(health.get().live());
  }

  @Override
  public boolean isTakingClients() {
    return Health.up(health.get().ready());
  }

  @Override
  public double getCpu() {
    return status.get().machine().cpu();
  }

  @Override
  public long getHeapUsedBytes() {
    return status.get().machine().heapUsedBytes();
  }

  @Override
  public int getPublishers() {
    return status.get().clients().publishers();
  }

  @Override
  public int getViewers() {
    return status.get().clients().viewers();
  }

  @Override
  public int getSessions() {
    return status.get().clients().sessions();
  }

  @Override
  public double getCpuMicrosPerDatagram() {
    return status.get().network().cpuMicrosPerDatagram();
  }

  @Override
  public String dumpWorkerThreads() {
    return dumpThreads(WORKERS);
  }

  @Override
  public String dumpThreads(String namePrefix) {
    String prefix = namePrefix == null ? "" : namePrefix;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    StringBuilder dump = new StringBuilder();
    Arrays.stream(threads.dumpAllThreads(false, false))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().startsWith(prefix))
        .sorted(Comparator.comparing(ThreadInfo::getThreadName))
        .forEach(thread -> describe(dump, thread, threads));
    return dump.toString();
  }

  private static void describe(StringBuilder dump, ThreadInfo thread, ThreadMXBean threads) {
    double seconds =
        threads.isThreadCpuTimeSupported()
            ? Math.max(0, threads.getThreadCpuTime(thread.getThreadId())) / NANOS_PER_SECOND
            : 0;
    dump.append(
        String.format(
            Locale.ROOT,
            "\"%s\" %s, %.2f s of processor%n",
            thread.getThreadName(),
            thread.getThreadState(),
            seconds));
    for (StackTraceElement frame : thread.getStackTrace()) {
      dump.append("    at ").append(frame).append('\n');
    }
    dump.append('\n');
  }

  @Override
  public String reloadCertificate() throws IOException {
    return certificate.reload();
  }
}
