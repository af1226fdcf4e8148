package io.shopfunnel.faults.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.faults.fault.Faults;
import io.shopfunnel.faults.report.Results;
import io.shopfunnel.faults.report.RoundResult;
import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.stack.StackLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One round of each kind that is cheap, but for rescaling and a killed replayer, which have tests
 * of their own; {@code make faults} plays all, and many.
 */
class FaultsITCase {
  private static final List<String> CHEAP =
      List.of(
          "broker-killed",
          "zookeeper-leader-killed",
          "influxdb-half-written",
          "influxdb-answer-lost",
          "poison");

  private static Cluster cluster;
  private static Suite suite;
  private static Results results;
  private static final SuiteSize SIZE = new SuiteSize(1, 100_000, 1);

  @BeforeAll
  static void start() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "faults");
    cluster = Cluster.start(StackLayout.findRoot(), folder.resolve("stack"));
    results = new Results(folder.resolve("results"));
    suite = new Suite(cluster, folder, results, SIZE, "built", new Progress(System.out));
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPointIsThatOfAnUndisturbedRun() {
    return CHEAP.stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind,
                    () -> {
                      var fault = Faults.named(kind).orElseThrow();
                      suite.play(SIZE.left(List.of(fault), results));
                      assertThat(results.of(kind))
                          .singleElement()
                          .extracting(RoundResult::verdict)
                          .isEqualTo("same");
                      assertThat(SIZE.left(List.of(fault), results)).isEmpty();
                    }));
  }
}
