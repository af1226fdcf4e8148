package io.shopfunnel.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The supervisor as a process of the stack, which runs this program's own code. */
final class SupervisorProcess {
  static final String NAME = "supervisor";

  private SupervisorProcess() {}

  static ServiceProcess of(StackLayout layout) {
    String marker = JavaCommand.marker(layout, NAME);
    Service service =
        new Service(
            NAME,
            Service.Kind.SUPERVISOR,
            marker,
            List.of(),
            () -> command(layout, marker),
            Map::of,
            () -> true);
    return new ServiceProcess(service, layout);
  }

  private static List<String> command(StackLayout layout, String marker) {
    return List.of(
        JavaCommand.java(),
        marker,
        "-D%s=%s".formatted(StackLayout.ROOT_PROPERTY, layout.root()),
        "-Xmx32m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-cp",
        classPath(layout),
        Supervisor.class.getName(),
        layout.directory().toString());
  }

  /** A jar is copied, as a build may replace it while the supervisor runs. */
  private static String classPath(StackLayout layout) {
    List<Path> own =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList();
    if (own.size() > 1 || Files.isDirectory(own.get(0))) {
      return own.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
    Path copy = layout.directory().resolve("supervisor.jar");
    try {
      Files.copy(own.get(0), copy, StandardCopyOption.REPLACE_EXISTING);
      return copy.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
