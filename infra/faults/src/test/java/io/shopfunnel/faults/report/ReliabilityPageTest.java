package io.shopfunnel.faults.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.faults.stage.FaultsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReliabilityPageTest {
  @TempDir private Path folder;
  private Results results;

  @BeforeEach
  void threeRounds() {
    results = new Results(folder.resolve("faults"));
    results.add(TestingResults.round("poison", 1, 10_001, true, 2));
    results.add(TestingResults.round("poison", 2, 10_002, false, 9));
    results.add(TestingResults.round("poison", 3, 10_003, true, 3));
  }

  @Test
  void aKindIsARowAndAFailureASentence() {
    assertThat(ReliabilityPage.table(results).lines())
        .contains(
            "| 300 records that are no events (0.1 %) | 3 live | 10001 … 10003 | 2 of 3 | 1 | 2.0 | 3.0 |",
            "- `poison`, round 2 (live): 99 events counted of 100")
        .noneMatch(line -> line.contains("kill -9"));
  }

  @Test
  void theWordsAroundTheTableStay() throws Exception {
    Path page = folder.resolve("reliability.md");
    String begin = "<!-- rounds: written by faults, do not edit -->";
    Files.writeString(page, "before\n" + begin + "\nold\n<!-- end of rounds -->\nafter\n");
    new ReliabilityPage(page).write(results);
    assertThat(page)
        .content()
        .startsWith("before\n" + begin)
        .endsWith("<!-- end of rounds -->\nafter\n")
        .contains("2 of 3")
        .doesNotContain("old");
  }

  @Test
  void aPageWithoutAPlaceForTheTableIsLeftAlone() throws Exception {
    Path page = Files.writeString(folder.resolve("reliability.md"), "nothing");
    assertThatThrownBy(() -> new ReliabilityPage(page).write(results))
        .isInstanceOf(FaultsException.class)
        .hasMessageContaining("reliability.md has no place between");
    assertThat(page).content().isEqualTo("nothing");
  }

  @Test
  void resultsOutliveTheProgramThatKeptThem() {
    assertThat(new Results(folder.resolve("faults")).of("poison")).hasSize(3);
    results.forget("poison");
    assertThat(new Results(folder.resolve("faults")).of("poison")).isEmpty();
  }
}
