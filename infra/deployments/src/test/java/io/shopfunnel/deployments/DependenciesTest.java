package io.shopfunnel.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md is what is shipped; nothing is asked of the network. */
class DependenciesTest {
  private static final Path PAGE = Documents.ROOT.resolve("docs/dependencies.md");
  private static final Path BILL = Documents.ROOT.resolve("target/shop-funnel-sbom.json");
  private static final Set<String> LICENCES =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "CDDL-1.1");

  @Test
  void thePageIsTheBillOfMaterials() throws Exception {
    boolean write = Boolean.getBoolean("dependencies.write");
    assumeTrue(write || isOfThesePoms(BILL), "no bill of materials of these poms: make sbom");
    String found = DependencyList.ofBill(BILL).page();
    if (write) {
      Files.writeString(PAGE, found);
    }
    assertThat(PAGE).as("make sbom writes it").hasContent(found);
  }

  @Test
  void everyJarThatTheBuildLaysOutIsOnThePage() throws Exception {
    Set<String> known =
        DependencyList.ofPage(PAGE).rows().keySet().stream()
            .map(row -> row.substring(row.indexOf(':') + 1).replace(' ', '-'))
            .collect(Collectors.toSet());
    for (String laidOut :
        List.of(
            "kafka-dist/target/lib",
            "flink-dist/target/lib",
            "flink-dist/target/plugins/metrics-influxdb")) {
      assertThat(jars(Documents.ROOT.resolve("infra").resolve(laidOut)))
          .filteredOn(jar -> !jar.endsWith(System.getProperty("project.version") + ".jar"))
          .isNotEmpty()
          .allSatisfy(jar -> assertThat(known).anyMatch(jar::startsWith));
    }
  }

  @Test
  void everyLicenceIsOneThatMayBeShipped() throws Exception {
    assertThat(DependencyList.ofPage(PAGE).rows())
        .isNotEmpty()
        .allSatisfy(
            (row, licences) ->
                assertThat(licences).as(row).isNotEmpty().anyMatch(LICENCES::contains));
  }

  private static List<String> jars(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** A bill that is older than a pom may lack something; one of a part of the build is not made. */
  private static boolean isOfThesePoms(Path bill) throws IOException {
    if (!Files.exists(bill)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(bill);
    try (Stream<Path> files = Files.walk(Documents.ROOT, 3)) {
      return files
          .filter(file -> file.endsWith("pom.xml"))
          .allMatch(file -> file.toFile().lastModified() <= made.toMillis());
    }
  }
}
