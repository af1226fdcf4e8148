package io.shopfunnel.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * An installation of the stack's services whose Flink has our job's jar in its {@code lib} folder.
 * A cluster loads the classes of a submitted jar anew for each submission, and compiles them anew;
 * those in {@code lib} it loads once, as the JVM of every other contender loads its own. So a job
 * that has read other events before has warmed up the one that is measured.
 */
final class FlinkWithJob {
  private static final String LIB = "target/lib";

  private final Path root;

  private FlinkWithJob(Path root) {
    this.root = root;
  }

  /** Lays it out in a folder, by links to what was built. */
  static FlinkWithJob layOut(Path repository, Path folder) {
    Path root = Folders.fresh(folder);
    try {
      for (String distribution : List.of("kafka-dist", "flink-dist")) {
        Path from = repository.resolve("infra").resolve(distribution).resolve(LIB);
        Path to = root.resolve("infra").resolve(distribution).resolve(LIB);
        Files.createDirectories(to);
        link(from, to);
      }
      Path job = ProductJob.jar(repository);
      Files.createSymbolicLink(
          root.resolve("infra/flink-dist").resolve(LIB).resolve(job.getFileName()), job);
      writeSubmitted(root.resolve("submitted.jar"));
      return new FlinkWithJob(root);
    } catch (IOException e) {
      throw new BenchException(
          "the services cannot be laid out: %s; build first, with make build"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> jars = Files.list(from)) {
      for (Path jar : jars.toList()) {
        Files.createSymbolicLink(to.resolve(jar.getFileName()), jar);
      }
    }
  }

  private static void writeSubmitted(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ProductJob.MAIN);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  /** What stands in for the repository where services look for their class paths. */
  Path root() {
    return root;
  }

  /** What is submitted: a jar that names the job's main class, and holds none. */
  Path submitted() {
    return root.resolve("submitted.jar");
  }
}
