package io.shopfunnel.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes and makes folders. */
final class Folders {
  private Folders() {}

  /** An empty folder in place of what was there. */
  static Path fresh(Path folder) {
    delete(folder);
    return make(folder);
  }

  /** Where a plan puts its data and its results. */
  static void makeFor(Plan plan) {
    var unused = make(plan.out());
    var unusedToo = make(plan.directory());
  }

  private static Path make(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BenchException("cannot make the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BenchException("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }
}
