package org.wcs.ejb.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.ObjectName;

/** Looks at the process and its machine. One thread, about once a second. */
final class MachineWatch {

  private static final Logger LOG = System.getLogger(MachineWatch.class.getName());

  /** By attribute: deployments do not see the classes that have methods for them. */
  private static final String[] ATTRIBUTES = {
    "ProcessCpuLoad",
    "CpuLoad",
    "SystemLoadAverage",
    "TotalMemorySize",
    "FreeMemorySize",
    "TotalSwapSpaceSize",
    "FreeSwapSpaceSize",
    "OpenFileDescriptorCount",
    "MaxFileDescriptorCount"
  };

  /** Groups by how the names of their threads begin; the first that fits. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "wcs-lane", "media",
          "wcs-stream", "streams",
          "wcs-worker", "workers",
          "default I/O", "web",
          "default task", "web",
          "EE-", "managed");

  private static final String OTHERS = "others";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ObjectName system = ManagementFactory.getOperatingSystemMXBean().getObjectName();
  private Map<Long, Long> spent = Map.of(); // processor time by thread at the last look
  private final Map<String, Long> nanos = new TreeMap<>(); // by group, since the start

  ServerStatus.Machine look() {
    Map<String, Double> numbers = numbers();
    Runtime runtime = Runtime.getRuntime();
    List<ThreadInfo> alive = alive();
    int blocked = 0;
    for (ThreadInfo thread : alive) {
      blocked += thread.getThreadState() == Thread.State.BLOCKED ? 1 : 0;
    }
    return new ServerStatus.Machine(
        share(numbers, "ProcessCpuLoad"),
        runtime.availableProcessors(),
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        jvm(alive.size(), blocked),
        host(numbers),
        groups(alive));
  }

  private List<ThreadInfo> alive() {
    List<ThreadInfo> alive = new ArrayList<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) { // it has ended meanwhile
        alive.add(thread);
      }
    }
    return alive;
  }

  /** What threads have used since the last look is added to their groups: these never go back. */
  private List<ServerStatus.ThreadGroup> groups(List<ThreadInfo> alive) {
    Map<String, Integer> sizes = new HashMap<>();
    Map<Long, Long> now = new HashMap<>();
    for (ThreadInfo thread : alive) {
      long id = thread.getThreadId();
      String group = group(thread.getThreadName());
      long used = Math.max(0, threads.getThreadCpuTime(id));
      now.put(id, used);
      nanos.merge(group, Math.max(0, used - spent.getOrDefault(id, 0L)), Long::sum);
      sizes.merge(group, 1, Integer::sum);
    }
    spent = now;
    List<ServerStatus.ThreadGroup> groups = new ArrayList<>();
    nanos.forEach(
        (name, used) ->
            groups.add(
                new ServerStatus.ThreadGroup(name, sizes.getOrDefault(name, 0), used / 1e9)));
    return groups;
  }

  private static String group(String thread) {
    for (Map.Entry<String, String> each : GROUPS.entrySet()) {
      if (thread.startsWith(each.getKey())) {
        return each.getValue();
      }
    }
    return OTHERS;
  }

  private static ServerStatus.Jvm jvm(int threads, int blocked) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    long collections = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    return new ServerStatus.Jvm(
        threads,
        blocked,
        heap.getCommitted(),
        other.getUsed(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        collections,
        millis / 1e3);
  }

  private static ServerStatus.Host host(Map<String, Double> numbers) {
    return new ServerStatus.Host(
        ManagementFactory.getOperatingSystemMXBean().getArch(),
        share(numbers, "CpuLoad"),
        Math.max(0, numbers.getOrDefault("SystemLoadAverage", 0.0)),
        memory(numbers, "TotalMemorySize", "FreeMemorySize"),
        memory(numbers, "TotalSwapSpaceSize", "FreeSwapSpaceSize"),
        numbers.getOrDefault("OpenFileDescriptorCount", 0.0).longValue(),
        numbers.getOrDefault("MaxFileDescriptorCount", 0.0).longValue());
  }

  private static ServerStatus.Memory memory(
      Map<String, Double> numbers, String total, String free) {
    return new ServerStatus.Memory(
        numbers.getOrDefault(total, 0.0).longValue(), numbers.getOrDefault(free, 0.0).longValue());
  }

  /** What is not known yet is told as something negative, or not as a number. */
  private static double share(Map<String, Double> numbers, String name) {
    double share = numbers.getOrDefault(name, 0.0);
    return share > 0 ? Math.min(1, share) : 0;
  }

  private Map<String, Double> numbers() {
    Map<String, Double> numbers = new HashMap<>();
    try {
      for (Attribute attribute :
          ManagementFactory.getPlatformMBeanServer().getAttributes(system, ATTRIBUTES).asList()) {
        if (attribute.getValue() instanceof Number number) {
          numbers.put(attribute.getName(), number.doubleValue());
        }
      }
    } catch (JMException e) {
      LOG.log(Level.DEBUG, "the operating system tells nothing", e);
    }
    return numbers;
  }
}
