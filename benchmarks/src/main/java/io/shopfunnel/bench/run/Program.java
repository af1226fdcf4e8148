package io.shopfunnel.bench.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A program that is run to its end; it ends with this one, if that ends first. */
final class Program {
  private static final int SHOWN_LINES = 2;

  private static final Pattern STACK_OR_WARNING =
      Pattern.compile("^\\s+(at |[.]{3} )|^\\s*$| WARN ");

  private final List<String> command;
  private final Path errors;

  /**
   * @param errors takes what it writes to standard error
   */
  Program(List<String> command, Path errors) {
    this.command = List.copyOf(command);
    this.errors = errors;
  }

  /** A jar that is run by the JVM that runs this. */
  static Program jar(Path jar, List<String> arguments, Path errors) {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx1g", "-XX:+UseParallelGC", "-jar"));
    command.add(jar.toString());
    command.addAll(arguments);
    return new Program(command, errors);
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Runs it.
   *
   * @param lines takes what it writes to standard output, line by line
   * @throws BenchException where it fails
   */
  void run(Consumer<String> lines) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(errors.toFile())
              .redirectInput(new File("/dev/null"))
              .start();
      Thread killer = new Thread(process::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(killer);
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.accept(line);
        }
      }
      int code = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(killer);
      if (code != 0) {
        throw new BenchException("it ended with code %d: %s".formatted(code, lastWords()));
      }
    } catch (IOException e) {
      throw new BenchException("it cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  private String lastWords() throws IOException {
    List<String> lines =
        Files.readAllLines(errors).stream()
            .filter(line -> !STACK_OR_WARNING.matcher(line).find())
            .toList();
    int from = Math.max(0, lines.size() - SHOWN_LINES);
    return String.join(" | ", lines.subList(from, lines.size())) + " (all of it: " + errors + ")";
  }
}
