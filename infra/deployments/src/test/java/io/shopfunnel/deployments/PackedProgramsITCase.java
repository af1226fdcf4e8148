package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** The programs that `make dist` packs hold our licence, and do not tell when they were built. */
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
                .filter(
                    entry ->
                        entry.getName().matches("META-INF/(MANIFEST.MF|LICENSE)|io/shopfunnel/.*"))
                .toList();
        assertThat(ours).as("%s", jar).hasSizeGreaterThan(2);
        assertThat(ours)
            .as("%s", jar)
            .allSatisfy(entry -> assertThat(entry.getTimeLocal()).isEqualTo(TIME));
      }
    }
  }

  /** Our notice comes first; those of the works in the jar follow. */
  @Test
  void eachHoldsOurLicenceAndNotice() throws Exception {
    for (Path jar : jars()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        assertThat(text(zip, "META-INF/LICENSE"))
            .as("%s", jar)
            .isEqualTo(Documents.text("LICENSE"));
        assertThat(text(zip, "META-INF/NOTICE"))
            .as("%s", jar)
            .startsWith(Documents.text("NOTICE"))
            .containsOnlyOnce("Shop Funnel");
      }
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    assertThat(entry).as("%s in %s", name, zip.getName()).isNotNull();
    return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
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
