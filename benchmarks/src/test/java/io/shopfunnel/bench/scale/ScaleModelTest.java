package io.shopfunnel.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shopfunnel.bench.result.BenchReport;
import io.shopfunnel.bench.result.Facts;
import io.shopfunnel.bench.result.Measurement;
import io.shopfunnel.bench.result.TestingReports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleModelTest {
  private static final Costs COSTS = new Costs(12, 5, 1, 80, 120, 100, 7200, 1.5, 20);
  private final ScaleModel model = new ScaleModel(COSTS, Sizing.DEFAULT);

  @Test
  void costsAreMediansForAnEventAUserAnHourAndAPoint() {
    Costs costs = Costs.of(TestingReports.small());
    assertThat(costs.jobMicros()).isCloseTo(12, within(1e-9));
    assertThat(costs.brokerWriteMicros()).isCloseTo(5, within(1e-9));
    assertThat(costs.brokerReadMicros()).isCloseTo(1, within(1e-9));
    assertThat(costs.storedBytes()).isCloseTo(80, within(1e-9));
    assertThat(costs.shuffleBytes()).isCloseTo(120, within(1e-9));
    assertThat(costs.checkpointBytesPerUser()).isCloseTo(100, within(1e-9));
    assertThat(costs.pointsPerHour()).isCloseTo(50_000 / 24.0, within(1e-9));
    assertThat(costs.writesPerPoint()).isCloseTo(1.25, within(1e-9));
    assertThat(costs.influxMicros()).isCloseTo(10, within(1e-9));
  }

  @Test
  void nothingIsComputedFromNothing() {
    assertThatThrownBy(() -> Costs.of(with(List.of()))).hasMessage("they hold no run of ours-full");
  }

  /** A run of eleven seconds had one checkpoint, of 27 bytes a user; a longer one 1,455. */
  @Test
  void aRunWithOneCheckpointDoesNotTellHowLargeTheStateGets() {
    List<Measurement> early =
        TestingReports.small().measurements().stream()
            .map(run -> withCheckpoints(run, 1.0))
            .toList();
    assertThatThrownBy(() -> Costs.of(with(early)))
        .hasMessageContaining("too short for 3 checkpoints");
  }

  private static BenchReport with(List<Measurement> measurements) {
    BenchReport small = TestingReports.small();
    return new BenchReport(
        small.machine(), small.data(), small.loading(), small.contenders(), measurements, Map.of());
  }

  private static Measurement withCheckpoints(Measurement run, double number) {
    Map<String, Double> facts = new HashMap<>(run.facts());
    facts.put(Facts.CHECKPOINTS, number);
    return new Measurement(
        run.contender(),
        run.round(),
        run.seconds(),
        run.cpuSeconds(),
        run.peakBytes(),
        run.brokerCpuSeconds(),
        run.influxCpuSeconds(),
        run.elsewhereCpuSeconds(),
        facts);
  }

  @Test
  void cpuSetsTheTaskManagersOfABusyShop() {
    // 1 M events/s at 12 µs keep 12 cores busy, which are 60 % of 20: five with four cores each.
    assertThat(model.jobCores(1e6)).isCloseTo(12, within(1e-9));
    assertThat(model.taskManagersForEvents(1e6)).isEqualTo(5);
    assertThat(model.taskManagersForEvents(1e6 + 1)).isEqualTo(6);
    assertThat(model.taskManagersForEvents(1)).isEqualTo(1);
  }

  @Test
  void memorySetsTheTaskManagersOfManyUsers() {
    // 100 M users take 10 GB of state, 30 GB of heap: two with 16 GB each.
    assertThat(model.userBytes(100e6)).isCloseTo(10e9, within(1.0));
    assertThat(model.taskManagersForState(1, 100e6)).isEqualTo(2);
    assertThat(model.taskManagers(1, 100e6)).isEqualTo(2);
  }

  @Test
  void recentEventsTakeMemoryToo() {
    // 100 k events/s for 61 minutes, 64 bytes each: 23.4 GB, and 70.3 GB of heap.
    assertThat(model.recentBytes(100e3)).isCloseTo(23.424e9, within(1.0));
    assertThat(model.checkpointBytes(100e3, 100e6)).isCloseTo(33.424e9, within(1.0));
    assertThat(model.checkpointBytesPerSecond(100e3, 100e6)).isCloseTo(33.424e9 / 30, within(1.0));
    assertThat(model.taskManagersForState(100e3, 1)).isEqualTo(5);
    assertThat(model.taskManagers(100e3, 1)).isEqualTo(5);
  }

  @Test
  void partitionsAreAMultipleOfTheSlotsAndNoneTakesTooMuch() {
    assertThat(model.partitions(10e3, 1)).isEqualTo(4);
    // 80 MB/s want eight partitions: two for each of four slots.
    assertThat(model.partitions(1e6, 1)).isEqualTo(8);
    assertThat(model.partitions(1e6, 5)).isEqualTo(20);
  }

  @Test
  void bytesAreThoseOfAllCopies() {
    assertThat(model.producedBytes(1e6)).isCloseTo(80e6, within(1e-3));
    assertThat(model.replicatedBytes(1e6)).isCloseTo(160e6, within(1e-3));
    assertThat(model.shuffledBytes(1e6)).isCloseTo(120e6, within(1e-3));
    assertThat(model.storedBytesPerDay(1)).isCloseTo(80.0 * 3 * 86_400, within(1e-3));
    assertThat(model.brokerCores(1e6)).isCloseTo(6, within(1e-9));
  }

  @Test
  void pointsDependOnNoRate() {
    assertThat(model.pointsPerSecond()).isCloseTo(2, within(1e-9));
    // 135 a minute, 497 an hour and 414 a day, each written one and a half times.
    double anHour = 60 * 135 + 497 + 414 / 24.0;
    assertThat(model.mostPointsPerSecond()).isCloseTo(anHour * 1.5 / 3600, within(1e-9));
  }

  @Test
  void theTablesHoldEveryRateAndNumberOfUsers() {
    String tables = ScaleTables.of(TestingReports.small(), Sizing.DEFAULT);
    assertThat(tables)
        .contains("| 1,000,000 | 12.00 | 6.00 | 80.0 MB/s | 160.0 MB/s | 80.0 MB/s |")
        .contains("| 10,000 | 100,000,000 | 10.0 GB | 12.3 GB |")
        .contains("| 1,000,000 | 1,000,000 | 0.1 GB | 234.3 GB |")
        .contains("| 12.00 µs an event |");
  }
}
