package io.shopfunnel.stack;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A service's operating-system process, found again by its pid file. */
final class ServiceProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration START_PATIENCE = Duration.ofSeconds(10);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MS = 20;
  private static final long TAIL_BYTES = 64 * 1024;

  private final Service service;
  private final StackLayout layout;
  private long logStart;

  ServiceProcess(Service service, StackLayout layout) {
    this.service = service;
    this.layout = layout;
  }

  Service service() {
    return service;
  }

  /** The live process, if there is one; a pid that now belongs to another program is none. */
  Optional<ProcessHandle> running() {
    Path file = layout.pid(service.name());
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(Files.readString(file).strip());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isOurs);
    } catch (IOException | NumberFormatException unreadable) {
      return Optional.empty();
    }
  }

  boolean isRunning() {
    return running().isPresent();
  }

  /** Whether it is to stay down, because a person has stopped it. */
  boolean isStopped() {
    return Files.exists(layout.stopped(service.name()));
  }

  /** Says whether it is to stay down from now on. */
  void markStopped(boolean stopped) {
    try {
      Path mark = layout.stopped(service.name());
      if (stopped) {
        WholeFile.write(mark, "");
      } else {
        Files.deleteIfExists(mark);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the process, detached: in a session of its own, so that neither the launcher's end nor
   * Ctrl-C in its terminal reaches it.
   *
   * @throws StackException when a port is taken, or the program cannot be started
   */
  void start() {
    checkPorts();
    service.probe().starting();
    try {
      writeFiles();
      logStart = size(layout.log(service.name()));
      File output = layout.output(service.name()).toFile();
      Process process =
          new ProcessBuilder(detached(service.command().get()))
              .directory(layout.directory().toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      WholeFile.write(layout.pid(service.name()), process.pid() + "\n");
      awaitCommandLine(process.toHandle());
    } catch (IOException e) {
      throw new StackException(
          "%s cannot be started: %s".formatted(service.name(), e.getMessage()), e);
    }
  }

  /** Until the child has become another program, it has this one's command line. */
  private void awaitCommandLine(ProcessHandle process) {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (process.isAlive() && !isOurs(process) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  /**
   * Asks the process to end.
   *
   * @return what waits for its end, for at most so long; false when that was not enough
   */
  Predicate<Duration> askToStop() {
    Optional<ProcessHandle> handle = running();
    handle.ifPresent(ProcessHandle::destroy);
    return patience -> handle.map(process -> awaitEnd(process, patience)).orElse(true);
  }

  /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    Optional<ProcessHandle> handle = running();
    handle.ifPresent(ProcessHandle::destroyForcibly);
    if (!handle.map(process -> awaitEnd(process, KILL_PATIENCE)).orElse(true)) {
      throw new StackException("%s does not end, even when killed.".formatted(service.name()));
    }
  }

  /** What the service has logged since its last start, the last part of it. */
  String recentLog() {
    String log = tail(layout.log(service.name()), logStart);
    return tail(layout.output(service.name()), 0) + log;
  }

  // The handle was taken while the process was known to be ours: a process on its way out has no
  // command line any more, but may still hold its ports.
  private boolean awaitEnd(ProcessHandle handle, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (handle.isAlive() && !isZombie(handle)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        Thread.sleep(POLL_MS);
      }
      Files.deleteIfExists(layout.pid(service.name()));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Where nobody collects orphans, as in some containers, an ended process stays in the list; our
   * own children are collected by this JVM. A process's main thread alone may be over sooner, while
   * others still hold the ports.
   */
  private static boolean isZombie(ProcessHandle handle) {
    Path proc = Path.of("/proc", Long.toString(handle.pid()));
    try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
      String stat = Files.readString(proc.resolve("stat"));
      // proc(5): pid (name) state parent …; the name may hold spaces and brackets.
      String[] stateAndParent = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", 3);
      boolean ours = stateAndParent[1].equals(Long.toString(ProcessHandle.current().pid()));
      return stateAndParent[0].equals("Z") && !ours && threads.count() == 1;
    } catch (IOException | UncheckedIOException gone) {
      return false;
    }
  }

  private void checkPorts() {
    for (PortUse port : service.ports()) {
      if (!Ports.isFree(port.number())) {
        throw new StackException(
            "Port %d, which %s needs, is taken by another process. Choose another with %s PORT, or move all ports with --port-offset N."
                .formatted(port.number(), service.name(), port.option()));
      }
    }
  }

  private void writeFiles() throws IOException {
    Files.createDirectories(layout.data(service.name()));
    Files.createDirectories(layout.logs());
    Files.createDirectories(layout.pid(service.name()).getParent());
    for (Map.Entry<Path, String> file : service.files().get().entrySet()) {
      WholeFile.write(file.getKey(), file.getValue());
    }
  }

  private boolean isOurs(ProcessHandle handle) {
    return commandLine(handle).filter(line -> line.contains(service.marker())).isPresent();
  }

  /**
   * While one program gives way to the next, a process has no command line to know it by, for a
   * moment; a service may be the last of several.
   */
  private static Optional<String> commandLine(ProcessHandle handle) {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    Optional<String> line = handle.info().commandLine();
    while (line.isEmpty()
        && handle.isAlive()
        && !isZombie(handle)
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      line = handle.info().commandLine();
    }
    return line;
  }

  private static List<String> detached(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of(SETSID.toString()));
    all.addAll(command);
    return all;
  }

  private static String tail(Path file, long from) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(from > log.length() ? 0 : from, log.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (log.length() - start)];
      log.seek(start);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException none) {
      return "";
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
