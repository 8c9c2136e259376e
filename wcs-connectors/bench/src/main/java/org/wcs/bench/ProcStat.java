package org.wcs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what Linux tells of a process (proc(5)). Any thread. */
public final class ProcStat {

  /** Clock ticks a second on every Linux that Java runs on (USER_HZ). */
  private static final long NANOS_PER_TICK = 10_000_000L;

  /** Fields behind the closing parenthesis that come before utime. */
  private static final int UTIME = 11;

  private static final int STIME = 12;

  private ProcStat() {}

  /** User and system time that the process has used. */
  public static long cpuNanos(long pid) throws IOException {
    return parseCpuNanos(read(pid, "stat"));
  }

  /** Resident memory of the process. */
  public static long residentBytes(long pid) throws IOException {
    return parseResidentBytes(read(pid, "status"));
  }

  /**
   * Takes the text of {@code /proc/<pid>/stat}. The name of the program may hold spaces and
   * parentheses, so fields count from the last closing one.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  static long parseCpuNanos(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" +");
    if (stat.indexOf(')') < 0 || fields.length <= STIME) {
      throw new IllegalArgumentException("not a process status: " + stat);
    }
    return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * NANOS_PER_TICK;
  }

  /**
   * Takes the text of {@code /proc/<pid>/status}.
   *
   * @throws IllegalArgumentException if it has no VmRSS
   */
  static long parseResidentBytes(String status) {
    for (String line : status.split("\n")) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IllegalArgumentException("no VmRSS in: " + status);
  }

  private static String read(long pid, String file) throws IOException {
    return Files.readString(
        Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
  }
}
