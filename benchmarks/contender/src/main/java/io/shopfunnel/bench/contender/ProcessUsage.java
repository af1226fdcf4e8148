package io.shopfunnel.bench.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process, or the whole machine, has taken so far, as Linux tells it in {@code /proc}. */
public final class ProcessUsage {
  /** Linux counts CPU time in hundredths of a second for whoever reads it. */
  private static final double TICKS_PER_SECOND = 100;

  private static final long KIB = 1024;

  private ProcessUsage() {}

  /** CPU seconds of a process, in user mode and in the kernel. */
  public static double cpuSeconds(long pid) throws IOException {
    return cpuSecondsOf(Files.readString(proc(pid).resolve("stat")));
  }

  static double cpuSecondsOf(String stat) {
    // proc(5): pid (name) state …; the name may hold spaces and brackets. utime and stime are the
    // 14th and 15th field, the 12th and 13th behind the name.
    String[] fields = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", 0);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** CPU seconds of all processes of the machine; neither idle nor waiting for disks. */
  public static double machineCpuSeconds() throws IOException {
    return machineCpuSecondsOf(Files.readString(Path.of("/proc/stat")));
  }

  static double machineCpuSecondsOf(String stat) {
    // cpu user nice system idle iowait irq softirq steal …
    String[] fields = stat.lines().findFirst().orElseThrow().split(" +", 0);
    long busy = 0;
    for (int field : new int[] {1, 2, 3, 6, 7}) {
      busy += Long.parseLong(fields[field]);
    }
    return busy / TICKS_PER_SECOND;
  }

  /** The memory that a process has resident. */
  public static long residentBytes(long pid) throws IOException {
    return status(pid, "VmRSS:") * KIB;
  }

  /** How many threads a process has. */
  public static long threads(long pid) throws IOException {
    return status(pid, "Threads:");
  }

  /** How many files and sockets a process has open. */
  public static long fileHandles(long pid) throws IOException {
    try (Stream<Path> handles = Files.list(proc(pid).resolve("fd"))) {
      return handles.count();
    }
  }

  /** The most memory that a process has had resident since its start, or since the reset. */
  public static long peakBytes(long pid) throws IOException {
    return status(pid, "VmHWM:") * KIB;
  }

  /** Lets the peak begin anew at what is resident now. */
  public static void resetPeak(long pid) throws IOException {
    Files.writeString(proc(pid).resolve("clear_refs"), "5");
  }

  /** The number that stands behind a name, or 0. */
  private static long status(long pid, String name) throws IOException {
    return Files.readString(proc(pid).resolve("status"))
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  private static Path proc(long pid) {
    return Path.of("/proc", Long.toString(pid));
  }
}
