package io.shopfunnel.bench.run;

import io.shopfunnel.bench.result.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Looks at the machine that everything runs on. */
final class MachineLook {
  private static final long KIB = 1024;
  private static final String UNKNOWN = "unknown";

  private MachineLook() {}

  static Machine at(Plan plan) {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processor(),
        memoryBytes(),
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
        String.valueOf(System.getProperty("java.version")),
        Versions.sentence(plan.root()),
        commit(plan),
        LocalDate.now(ZoneOffset.UTC).toString(),
        plan.command());
  }

  private static String processor() {
    return value("/proc/cpuinfo", "model name");
  }

  private static long memoryBytes() {
    String digits = value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) * KIB;
  }

  /** What stands behind a name and a colon. */
  private static String value(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String commit(Plan plan) {
    String head = git(plan, "rev-parse", "--short", "HEAD");
    boolean changed = !git(plan, "status", "--porcelain", "--untracked-files=no").isEmpty();
    return head.isEmpty() ? UNKNOWN : head + (changed ? "+" : "");
  }

  private static String git(Plan plan, String... arguments) {
    StringBuilder said = new StringBuilder();
    List<String> command = new ArrayList<>(List.of("git", "-C", plan.root().toString()));
    command.addAll(List.of(arguments));
    try {
      new Program(command, plan.out().resolve("git.log")).run(said::append);
      return said.toString();
    } catch (BenchException noRepository) {
      return "";
    }
  }
}
