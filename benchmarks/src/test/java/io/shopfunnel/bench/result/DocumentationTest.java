package io.shopfunnel.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentationTest {
  @TempDir private Path docs;

  @BeforeEach
  void emptyPage() throws Exception {
    Files.writeString(
        docs.resolve("performance.md"),
        "before\n<!-- side by side: written by bench, do not edit -->\n<!-- end of side by side -->\nafter\n");
  }

  @Test
  void eachNumberOfEventsHasATableAndAChartOfItsOwn() throws Exception {
    Documentation documentation = new Documentation(docs);
    BenchReport larger = TestingReports.of(16_000_000);
    documentation.add(larger);
    documentation.add(TestingReports.of(1_000_000));
    documentation.add(larger);
    assertThat(documentation.reports())
        .containsExactly(TestingReports.of(1_000_000), TestingReports.of(16_000_000));
    assertThat(Files.readString(docs.resolve("performance.md")))
        .startsWith("before")
        .endsWith("after\n")
        .containsSubsequence(
            "### 1M events",
            "(img/side-by-side-1M.svg)",
            "### 16M events",
            "(img/side-by-side-16M.svg)")
        .containsOnlyOnce("### 16M events");
    assertThat(docs.resolve("img/side-by-side-1M.svg")).isNotEmptyFile();
    assertThat(docs.resolve("img/side-by-side-16M.svg")).isNotEmptyFile();
  }

  @Test
  void nothingIsKeptAtFirst() throws Exception {
    assertThat(new Documentation(docs).reports()).isEmpty();
  }
}
