package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.operator.PointBlockSerializer;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.point.TestingLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink on a real InfluxDB. */
class InfluxSinkITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private LocalInfluxd influxd;

  @BeforeEach
  void start() {
    influxd = LocalInfluxd.start(directory, "max-values-per-tag = 1000");
  }

  @AfterEach
  void stop() {
    influxd.close();
  }

  @Test
  void createsTheDatabaseAndWritesAllTypesAsTheyAre() throws Exception {
    write(TestingPoints.types(Long.MAX_VALUE, true, "say \"a\\b\\\", c=d\ne\\"));
    assertThat(query("SELECT number, flag, text FROM types GROUP BY *"))
        .contains("\"tags\":{\"window\":\"1h\"}")
        .contains(
            "[1575158400000,9223372036854775807,true,\"say \\\"a\\\\b\\\\\\\", c=d\\ne\\\\\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b c=d",
        "a\\b",
        "a\\,b",
        "a\\ b",
        "a\\=b",
        "\\a",
        "\\",
        "a\\",
        "a\\\\",
        "a\nb",
        "\n",
        "a\r\nb",
        "\"quoted\"",
        "'",
        "l'oréal",
        "пума",
        "\u26A1",
        "#hash",
        " leading",
        "trailing ",
        "=",
        ",",
        "a\\\nb"
      })
  void everyTagValueIsReadBackAndBreaksNoNeighbour(String brand) throws Exception {
    write(
        TestingPoints.tagged("before", 1),
        TestingPoints.tagged(brand, 2),
        TestingPoints.tagged("behind", 3));
    String expected =
        brand.replace('\n', '\u240A').replace('\r', '\u240D').replaceAll("\\\\$", "\uFF3C");
    String json = expected.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(query("SELECT count FROM tagged GROUP BY brand"))
        .contains("{\"brand\":\"" + json + "\"},\"columns\":[\"time\",\"count\"],\"values\":")
        .contains("[[1575158400000,1]]", "[[1575158400000,2]]", "[[1575158400000,3]]");
  }

  /** InfluxDB refuses it, so that it cannot become a point of another identity. */
  @Test
  void anEmptyTagValueFailsByDefaultAndNamesThePoint() throws Exception {
    try (TestingWriter writer = new TestingWriter(config().build())) {
      writer.write(TestingPoints.tagged("before", 1), TestingPoints.tagged("", 2));
      assertThatThrownBy(writer::flush)
          .isInstanceOf(InfluxWriteException.class)
          .hasMessageContaining("missing tag value")
          .hasMessageContaining("tagged,brand= count=2i");
      assertThat(writer.count("rejected")).isEqualTo(1);
    }
  }

  @Test
  void anEmptyTagValueIsCountedAndLeftOutIfAskedTo() throws Exception {
    try (TestingWriter writer = new TestingWriter(config().onRejected(OnRejected.LOG).build())) {
      writer.write(
          TestingPoints.tagged("before", 1),
          TestingPoints.tagged("", 2),
          TestingPoints.tagged("behind", 3));
      writer.flush();
      assertThat(writer.count("rejected")).isEqualTo(1);
      assertThat(writer.count("pointsWritten")).isEqualTo(2);
    }
    assertThat(query("SELECT count, brand FROM tagged"))
        .contains("[[1575158400000,1,\"before\"],[1575158400000,3,\"behind\"]]");
  }

  @Test
  void theLastOfOneIdentityWinsWithinABatchAndOverBatches() throws Exception {
    try (TestingWriter writer = new TestingWriter(config().batch(batchOf(10)).build())) {
      for (int i = 1; i <= 1_005; i++) {
        writer.write(TestingPoints.events(0, i));
      }
      writer.flush();
    }
    assertThat(query("SELECT count, cents FROM events")).contains("[[1575158400000,1005,100500]]");
  }

  @Test
  void losesNoPointWhenInfluxIsKilledInTheMiddle() throws Exception {
    int points = 40_000;
    InfluxConfig config = config().batch(batchOf(200)).build();
    CompletableFuture<Void> killer;
    try (TestingWriter writer = new TestingWriter(config)) {
      killer = CompletableFuture.runAsync(() -> killTwiceAfter(writer, 5_000));
      // Every identity is written four times; only the last value may remain.
      for (int i = 0; i < points; i++) {
        writer.write(TestingPoints.events(i % (points / 4), i));
      }
      writer.flush();
      killer.join();
      assertThat(writer.count("retries")).isPositive();
      assertThat(writer.count("pointsWritten")).isEqualTo(points);
    }
    long identities = points / 4;
    long lastValues = 0;
    for (int i = points - points / 4; i < points; i++) {
      lastValues += i;
    }
    assertThat(query("SELECT count(count), sum(count), min(count) FROM events"))
        .contains("[[0,%d,%d,%d]]".formatted(identities, lastValues, points - points / 4));
  }

  @Test
  void aFieldTypeConflictFailsWithAClearMessage() throws Exception {
    influxd.query("shop", "CREATE DATABASE shop");
    influxd.write("shop", "events,window=1m count=1.5 1575158400000");
    try (TestingWriter writer = new TestingWriter(config().build())) {
      writer.write(TestingPoints.tagged("fine", 1), TestingPoints.events(0, 1));
      assertThatThrownBy(writer::flush)
          .isInstanceOf(InfluxWriteException.class)
          .hasMessageContaining("field type conflict")
          .hasMessageContaining("events,category=electronics");
    }
  }

  @Test
  void pointsBeyondRetentionFailWithAClearMessage() throws Exception {
    influxd.query("shop", "CREATE DATABASE shop WITH DURATION 1h");
    try (TestingWriter writer = new TestingWriter(config().build())) {
      writer.write(TestingPoints.events(0, 1));
      assertThatThrownBy(writer::flush)
          .isInstanceOf(InfluxWriteException.class)
          .hasMessageContaining("beyond retention policy")
          .hasMessageContaining("infinite retention");
    }
  }

  @Test
  void aPartialWriteKeepsAllOtherPoints() throws Exception {
    // InfluxDB counts the values of a tag between requests, not within one.
    InfluxConfig config = config().batch(batchOf(100)).onRejected(OnRejected.LOG).build();
    try (TestingWriter writer = new TestingWriter(config)) {
      for (int i = 0; i < 1_003; i++) {
        writer.write(TestingPoints.tagged("brand" + i, i));
        writer.write(TestingPoints.events(i, i));
      }
      writer.flush();
      assertThat(writer.count("rejected")).isEqualTo(3);
    }
    assertThat(query("SELECT count(count) FROM events")).contains("[[0,1003]]");
    assertThat(query("SELECT count(count) FROM tagged")).contains("[[0,1000]]");
  }

  @Test
  void aDroppedDatabaseFailsWithAClearMessage() throws Exception {
    try (TestingWriter writer = new TestingWriter(config().build())) {
      influxd.query("shop", "DROP DATABASE shop");
      writer.write(TestingPoints.events(0, 1));
      assertThatThrownBy(writer::flush)
          .isInstanceOf(InfluxWriteException.class)
          .hasMessageContaining("database not found")
          .hasMessageContaining("start the job anew");
    }
  }

  @Test
  void aJobWritesAllItsPointsThroughAKilledInflux() throws Exception {
    long points = 30_000;
    StreamExecutionEnvironment environment = environment();
    environment.enableCheckpointing(50);
    environment
        .fromSequence(0, points - 1)
        .map(number -> TestingLines.block(TestingPoints.events((int) number.longValue(), number)))
        .returns(PointBlockSerializer.TYPE)
        .rebalance()
        .sinkTo(new InfluxSink(config().batch(batchOf(50)).build()));
    CompletableFuture<Void> job =
        CompletableFuture.runAsync(
            () -> {
              try {
                environment.execute();
              } catch (Exception failure) {
                throw new IllegalStateException(failure);
              }
            });
    await("1,000 points are written", () -> countedPoints() >= 1_000);
    influxd.kill();
    influxd.restart();
    job.join();
    assertThat(query("SELECT count(count), sum(count) FROM events"))
        .contains("[[0,%d,%d]]".formatted(points, points * (points - 1) / 2));
  }

  @Test
  void aRefusedPointEndsTheJobWithoutRestarts() throws Exception {
    influxd.query("shop", "CREATE DATABASE shop");
    influxd.write("shop", "events,window=1m count=1.5 1575158400000");
    StreamExecutionEnvironment environment = environment();
    environment
        .fromSequence(0, 9)
        .map(number -> TestingLines.block(TestingPoints.events((int) number.longValue(), number)))
        .returns(PointBlockSerializer.TYPE)
        .sinkTo(new InfluxSink(config().build()));
    assertThatThrownBy(environment::execute)
        .hasStackTraceContaining("field type conflict")
        .hasStackTraceContaining("InfluxWriteException")
        .hasStackTraceContaining("The failure is not recoverable");
  }

  @Test
  void everyPointOfManySeriesArrivesInBatchesOfTheDefaultSize() throws Exception {
    int points = 2 * BatchLimits.DEFAULT.points() + 1;
    PointSchema schema =
        PointSchema.of("funnel", "breakdown", "funnel", "value", "window")
            .numbers("step_1", "step_2")
            .flag("mature");
    try (TestingWriter writer = new TestingWriter(config().build())) {
      for (int i = 0; i < points; i++) {
        List<String> tags = List.of("category", "session_purchase", "value" + i % 200, "1h");
        long time = TestingPoints.DECEMBER + i / 200 * 3_600_000L;
        writer.write(TestingLines.line(schema, tags, time, (long) i, 2L * i, true));
      }
      writer.flush();
    }
    long sum = points * (points - 1L) / 2;
    assertThat(query("SELECT count(step_1), sum(step_1), sum(step_2), count(mature) FROM funnel"))
        .contains("[[0,%d,%d,%d,%d]]".formatted(points, sum, 2 * sum, points));
  }

  private void killTwiceAfter(TestingWriter writer, int points) {
    try {
      for (int round = 1; round <= 2; round++) {
        long written = (long) points * round;
        await(written + " points are written", () -> writer.count("pointsWritten") >= written);
        long retries = writer.count("retries");
        influxd.kill();
        await("the writer tries again", () -> writer.count("retries") > retries);
        influxd.restart();
      }
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void await(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline)
          .as("waited %s in vain until %s", PATIENCE, what)
          .isNegative();
      Thread.onSpinWait();
    }
  }

  private long countedPoints() {
    String json = query("SELECT count(count) FROM events");
    int start = json.indexOf("[[0,");
    return start < 0 ? 0 : Long.parseLong(json.substring(start + 4, json.indexOf("]]")));
  }

  private void write(String... lines) throws Exception {
    try (TestingWriter writer = new TestingWriter(config().build())) {
      writer.write(lines);
      writer.flush();
    }
  }

  private String query(String query) {
    return influxd.query("shop", query);
  }

  private InfluxConfig.Builder config() {
    return InfluxConfig.builder(influxd.url())
        .retry(RetryLimits.DEFAULT.withGiveUpAfter(Duration.ofMinutes(1)));
  }

  private static BatchLimits batchOf(int points) {
    return new BatchLimits(points, 1 << 20);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }
}
