package io.shopfunnel.faults.stage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the product's programs as a user runs it: its jar, in a process of its own. */
public final class Program {
  private static final int SHOWN_LINES = 4;

  private final String name;
  private final List<String> command;
  private final Path output;

  /**
   * @param jar what is run
   * @param output takes what it prints, errors too
   */
  public Program(Path jar, List<String> arguments, Path output) {
    if (!Files.isRegularFile(jar)) {
      throw new FaultsException("There is no " + jar + ": build it first, with make build.");
    }
    this.name = String.valueOf(jar.getFileName());
    this.command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-Xmx1g", "-jar"));
    this.command.add(jar.toString());
    this.command.addAll(arguments);
    this.output = output;
  }

  /**
   * Runs it to its end.
   *
   * @throws FaultsException where it fails
   */
  public void run() {
    if (end(start()) != 0) {
      throw new FaultsException("%s failed: %s".formatted(name, lastWords()));
    }
  }

  Process start() {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .redirectInput(new File("/dev/null"))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return process;
    } catch (IOException e) {
      throw new FaultsException("%s cannot be run: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Waits for its end, and tells its exit code. */
  static int end(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new FaultsException("interrupted", stop);
    }
  }

  /** The last of what it printed, in a line. */
  String lastWords() {
    try {
      List<String> lines =
          Files.readAllLines(output).stream()
              .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("at "))
              .toList();
      return String.join(
          " | ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    } catch (IOException none) {
      return "it printed nothing";
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
