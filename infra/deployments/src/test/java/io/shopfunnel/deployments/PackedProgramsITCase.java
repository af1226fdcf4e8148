package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The programs that `make dist` packs do not tell when they were built. */
class PackedProgramsITCase {
  private static final LocalDateTime TIME =
      LocalDateTime.ofInstant(
          Instant.parse(System.getProperty("project.build.outputTimestamp")), ZoneOffset.UTC);

  @Test
  void whatIsOursHasTheTimeOfTheRootPom() throws Exception {
    for (Path jar : jars()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        List<? extends ZipEntry> ours =
            zip.stream()
                .filter(entry -> entry.getName().matches("META-INF/MANIFEST.MF|io/shopfunnel/.*"))
                .toList();
        assertThat(ours).as("%s", jar).hasSizeGreaterThan(2);
        assertThat(ours)
            .as("%s", jar)
            .allSatisfy(entry -> assertThat(entry.getTimeLocal()).isEqualTo(TIME));
      }
    }
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> plugin = Files.list(Documents.ROOT.resolve(MetricsPlugin.FOLDER))) {
      return Stream.concat(
              Stream.of(
                      "flink-job/target/shop-funnel-job.jar",
                      "replayer/target/replayer.jar",
                      "verify/target/verify.jar",
                      "infra/local-stack/target/local-stack.jar")
                  .map(Documents.ROOT::resolve),
              plugin.filter(jar -> jar.getFileName().toString().startsWith("flink-reporter-")))
          .toList();
    }
  }
}
