package org.wcs.ejb.stats;

import java.util.ArrayList;
import java.util.List;
import org.wcs.ejb.service.ServerStatus;

/** The server, its virtual machine and the computer. Stateless. */
final class MachineMetrics {

  private static final double MILLIS = 1_000;

  private MachineMetrics() {}

  static List<MetricFamily> of(ServerStatus status) {
    List<MetricFamily> all = new ArrayList<>();
    all.addAll(server(status));
    all.addAll(process(status.machine()));
    all.addAll(jvm(status.machine()));
    all.addAll(host(status.machine().host()));
    return all;
  }

  private static List<MetricFamily> server(ServerStatus status) {
    return List.of(
        Metrics.info("wcs_build", "The server.")
            .add(1, "version", status.version(), "node_id", status.server().nodeId())
            .build(),
        Metrics.gauge("wcs_start_time_seconds", "When the server started, Unix time.")
            .of(status.startedMillis() / MILLIS)
            .build(),
        Metrics.gauge("wcs_uptime_seconds", "Time since the start.")
            .of(status.uptimeSeconds())
            .build(),
        Metrics.gauge("wcs_ready", "Whether all ports are open.")
            .of(status.server().ready() ? 1 : 0)
            .build());
  }

  private static List<MetricFamily> process(ServerStatus.Machine machine) {
    MetricFamily.Builder spent =
        Metrics.counter("wcs_thread_cpu_seconds", "Processor time by what threads do.");
    MetricFamily.Builder threads =
        Metrics.gauge("wcs_threads", "Platform threads by what they do.");
    for (ServerStatus.ThreadGroup group : machine.threads()) {
      spent.add(group.cpuSeconds(), "group", group.name());
      threads.add(group.threads(), "group", group.name());
    }
    return List.of(
        Metrics.gauge("wcs_process_cpu_ratio", "Share of all processors the process uses.")
            .of(machine.cpu())
            .build(),
        Metrics.gauge("wcs_processors", "Processors the process may use.")
            .of(machine.processors())
            .build(),
        Metrics.gauge("wcs_open_files", "Descriptors of the process, sockets among them.")
            .of(machine.host().openFiles())
            .build(),
        Metrics.gauge("wcs_max_open_files", "Descriptors the process may have.")
            .of(machine.host().maxFiles())
            .build(),
        spent.build(),
        threads.build());
  }

  private static List<MetricFamily> jvm(ServerStatus.Machine machine) {
    ServerStatus.Jvm jvm = machine.jvm();
    return List.of(
        Metrics.gauge("wcs_jvm_heap_used_bytes", "Heap in use.")
            .of(machine.heapUsedBytes())
            .build(),
        Metrics.gauge("wcs_jvm_heap_committed_bytes", "Heap taken from the system.")
            .of(jvm.heapCommittedBytes())
            .build(),
        Metrics.gauge("wcs_jvm_heap_max_bytes", "Most heap there can be.")
            .of(machine.heapMaxBytes())
            .build(),
        Metrics.gauge("wcs_jvm_non_heap_used_bytes", "Memory of the JVM outside the heap.")
            .of(jvm.otherUsedBytes())
            .build(),
        Metrics.gauge("wcs_jvm_threads", "Platform threads.").of(jvm.threads()).build(),
        Metrics.gauge("wcs_jvm_threads_blocked", "Platform threads that wait for a monitor.")
            .of(jvm.blockedThreads())
            .build(),
        Metrics.gauge("wcs_jvm_classes", "Classes loaded.").of(jvm.classes()).build(),
        Metrics.counter("wcs_jvm_gc_collections", "Collections of garbage.")
            .of(jvm.collections())
            .build(),
        Metrics.counter("wcs_jvm_gc_seconds", "Time spent in collections of garbage.")
            .of(jvm.collectionSeconds())
            .build());
  }

  private static List<MetricFamily> host(ServerStatus.Host host) {
    return List.of(
        Metrics.gauge("wcs_system_cpu_ratio", "Share of all processors in use on the machine.")
            .of(host.cpu())
            .build(),
        Metrics.gauge("wcs_system_load_average", "Load of the machine over the last minute.")
            .of(host.loadAverage())
            .build(),
        Metrics.gauge("wcs_system_memory_bytes", "Main memory of the machine.")
            .of(host.memory().totalBytes())
            .build(),
        Metrics.gauge("wcs_system_memory_free_bytes", "Main memory that nobody uses.")
            .of(host.memory().freeBytes())
            .build(),
        Metrics.gauge("wcs_system_swap_bytes", "Swap space of the machine.")
            .of(host.swap().totalBytes())
            .build(),
        Metrics.gauge("wcs_system_swap_free_bytes", "Swap space that nobody uses.")
            .of(host.swap().freeBytes())
            .build());
  }
}
