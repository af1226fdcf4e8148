package io.shopfunnel.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of an installed Grafana, whose dashboards ours can be.
 *
 * @param folder holds {@code bin/grafana} and {@code conf/defaults.ini}
 */
record GrafanaHome(Path folder) {
  /** What a person is told who has none. */
  static final String HOW_TO_GET_ONE =
      "none found: unpack Grafana 12 or later (grafana.com/grafana/download), name its folder in"
          + " GRAFANA_HOME, and make up again";

  /** Where Grafana's own packages for Debian and Red Hat put it; on the PATH they have scripts. */
  private static final Path PACKAGED = Path.of("/usr/share/grafana");

  private static final int OLDEST = 12;

  /**
   * The one that {@code GRAFANA_HOME} names, else the one whose program is on the {@code PATH};
   * empty without one, or where it is older than the dashboards.
   */
  static Optional<GrafanaHome> find(Map<String, String> environment) {
    String named = environment.getOrDefault(GrafanaChoice.HOME, "");
    Stream<Path> homes = named.isEmpty() ? onPath(environment) : Stream.of(Path.of(named));
    return homes
        .map(home -> new GrafanaHome(home.toAbsolutePath().normalize()))
        .filter(GrafanaHome::isOne)
        .filter(GrafanaHome::isNewEnough)
        .findFirst();
  }

  Path program() {
    return folder.resolve("bin/grafana");
  }

  private boolean isOne() {
    return Files.isExecutable(program()) && Files.exists(folder.resolve("conf/defaults.ini"));
  }

  /** By the file VERSION, which releases hold; where it is missing nothing is known against it. */
  private boolean isNewEnough() {
    Path version = folder.resolve("VERSION");
    try {
      return !Files.exists(version)
          || Integer.parseInt(Files.readString(version).strip().split("\\.", 2)[0]) >= OLDEST;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NumberFormatException unknown) {
      return true;
    }
  }

  private static Stream<Path> onPath(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "grafana"))
        .filter(Files::isExecutable)
        .flatMap(program -> Stream.of(homeOf(program), PACKAGED));
  }

  private static Path homeOf(Path program) {
    try {
      return program.toRealPath().resolve("../..");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
