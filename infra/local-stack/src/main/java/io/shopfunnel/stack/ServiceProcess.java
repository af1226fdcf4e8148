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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A service's operating-system process, found again by its pid file. */
final class ServiceProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
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
          new ProcessBuilder(detached(service.command()))
              .directory(layout.directory().toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      Files.writeString(layout.pid(service.name()), process.pid() + "\n");
    } catch (IOException e) {
      throw new StackException(
          "%s cannot be started: %s".formatted(service.name(), e.getMessage()), e);
    }
  }

  /** Asks the process to end. */
  void askToStop() {
    running().ifPresent(ProcessHandle::destroy);
  }

  /** Waits for the end of a process that was asked to stop; false when it takes too long. */
  boolean awaitEnd(Duration patience) {
    Optional<ProcessHandle> handle = running();
    try {
      if (handle.isPresent()) {
        handle.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
      Files.deleteIfExists(layout.pid(service.name()));
      return true;
    } catch (TimeoutException | ExecutionException tooLong) {
      return !isRunning();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    running().ifPresent(ProcessHandle::destroyForcibly);
    awaitEnd(Duration.ofSeconds(10));
  }

  /** What the service has logged since its last start, the last part of it. */
  String recentLog() {
    String log = tail(layout.log(service.name()), logStart);
    return tail(layout.output(service.name()), 0) + log;
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
    for (Map.Entry<Path, String> file : service.files().entrySet()) {
      Files.createDirectories(file.getKey().getParent());
      Files.writeString(file.getKey(), file.getValue());
    }
  }

  private boolean isOurs(ProcessHandle handle) {
    return handle.info().commandLine().filter(line -> line.contains(service.marker())).isPresent();
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
