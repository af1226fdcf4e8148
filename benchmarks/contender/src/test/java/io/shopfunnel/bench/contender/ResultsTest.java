package io.shopfunnel.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @Test
  void numbersAddUpByNameAndZerosAreLeftOut() {
    Results results = new Results();
    results.addEvents(1575158400, "view", 2);
    results.addEvents(1575158400, "view", 3);
    results.addEvents(1575158460, "cart", 0);
    results.addFunnel(1575158400, 1, 7);
    results.addTotal("view", "cents", -5);
    results.addRecords(6);
    assertThat(results.values())
        .containsEntry("events 2019-12-01T00:00:00Z view", 5L)
        .containsEntry("funnel 2019-12-01T00:00:00Z step_1", 7L)
        .containsEntry("totals view cents", -5L)
        .containsEntry("records", 6L)
        .hasSize(4);
  }

  @Test
  void familiesAreToldApart() {
    Results results = new Results();
    results.addRecords(1);
    results.addEvents(0, "view", 1);
    assertThat(results.family(Results.RECORDS)).containsOnlyKeys("records");
    assertThat(results.family(Results.EVENTS)).containsOnlyKeys("events 1970-01-01T00:00:00Z view");
    assertThat(results.family(Results.FUNNEL)).isEmpty();
  }

  @Test
  void aFileHoldsThemAll(@TempDir Path directory) throws Exception {
    Results results = new Results();
    results.addFunnel(3600, 3, 9);
    results.addRecords(12);
    Path file = directory.resolve("results.csv");
    results.write(file);
    assertThat(Results.read(file).values()).isEqualTo(results.values());
  }
}
