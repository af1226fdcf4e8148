package io.shopfunnel.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where things lie: the class paths that the build has laid out, and the folders of run-time data.
 *
 * @param root the repository
 * @param directory run-time data of one stack (default {@code var} in the repository)
 */
public record StackLayout(Path root, Path directory) {
  /** System property that names the repository when the program does not run inside it. */
  public static final String ROOT_PROPERTY = "shopfunnel.root";

  /** Makes the paths absolute, as the services run in other folders. */
  public StackLayout {
    root = root.toAbsolutePath().normalize();
    directory = directory.toAbsolutePath().normalize();
  }

  /**
   * The repository: the one named by {@value #ROOT_PROPERTY}, else the nearest folder upwards that
   * holds {@code infra/kafka-dist}.
   *
   * @throws StackException when there is none
   */
  public static Path findRoot() {
    String named = System.getProperty(ROOT_PROPERTY);
    Path start = Path.of(named == null ? "" : named).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("infra/kafka-dist"))) {
        return folder;
      }
    }
    throw new StackException(
        "No folder from %s upwards holds infra/kafka-dist: run from the repository, or name it with -D%s=FOLDER."
            .formatted(start, ROOT_PROPERTY));
  }

  Path conf() {
    return directory.resolve("conf");
  }

  /** What only the stack's owner may read. */
  Path secrets() {
    return directory.resolve("secrets");
  }

  Path data(String service) {
    return directory.resolve("data").resolve(service);
  }

  Path logs() {
    return directory.resolve("logs");
  }

  Path log(String service) {
    return logs().resolve(service + ".log");
  }

  /** What the process itself prints, such as a JVM that cannot start. */
  Path output(String service) {
    return logs().resolve(service + ".out");
  }

  Path pid(String service) {
    return directory.resolve("pids").resolve(service + ".pid");
  }

  /** Is there while the service is to stay down, because a person has stopped it. */
  Path stopped(String service) {
    return directory.resolve("pids").resolve(service + ".stopped");
  }

  Path flinkConf() {
    return conf().resolve("flink");
  }

  /** Class path of a distribution, as a wildcard: short enough to read in a process list. */
  String classPath(String distribution) {
    Path lib = root.resolve("infra").resolve(distribution).resolve("target/lib");
    if (!Files.isDirectory(lib) || isEmpty(lib)) {
      throw new StackException(
          "%s holds no jars: build first, with make build (or mvn package -pl infra/%s -am)."
              .formatted(lib, distribution));
    }
    return lib + "/*";
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException unreadable) {
      return true;
    }
  }
}
