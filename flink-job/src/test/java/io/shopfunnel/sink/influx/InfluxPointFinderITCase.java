package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.point.PointQuestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which points a real InfluxDB says that it holds. */
class InfluxPointFinderITCase {
  private static final long MINUTE = 60_000;

  @TempDir Path directory;
  private LocalInfluxd influxd;

  @BeforeEach
  void start() {
    influxd = LocalInfluxd.start(directory);
  }

  @AfterEach
  void stop() {
    influxd.close();
  }

  private static PointQuestion minutes(int first, int last) {
    return new PointQuestion(
        TestingPoints.EVENTS,
        "1m",
        TestingPoints.DECEMBER + first * MINUTE,
        TestingPoints.DECEMBER + last * MINUTE);
  }

  private List<String> found(InfluxConfig config, PointQuestion... questions) throws Exception {
    List<String> found = new ArrayList<>();
    new InfluxPointFinder(config)
        .find(
            List.of(questions),
            (question, tagValues, windowStart) ->
                found.add(tagValues + " " + (windowStart - TestingPoints.DECEMBER) / MINUTE));
    return found;
  }

  @Test
  void findsThePointsOfAWindowFromTheFirstTimeToTheLast() throws Exception {
    InfluxConfig config = InfluxConfig.builder(influxd.url()).build();
    assertThat(found(config, minutes(0, 9))).as("the database is new").isEmpty();
    try (TestingWriter writer = new TestingWriter(config)) {
      for (int minute = 0; minute < 5; minute++) {
        writer.write(TestingPoints.events(minute, minute));
      }
      writer.write(TestingPoints.tagged("nokia", 1));
      writer.flush();
    }
    assertThat(found(config, minutes(1, 3)))
        .containsExactly(
            "[electronics, view, 1m] 1", "[electronics, view, 1m] 2", "[electronics, view, 1m] 3");
    assertThat(found(config, minutes(4, 4), minutes(0, 0)))
        .containsExactly("[electronics, view, 1m] 4", "[electronics, view, 1m] 0");
    PointQuestion hours =
        new PointQuestion(TestingPoints.EVENTS, "1h", 0, TestingPoints.DECEMBER + MINUTE);
    assertThat(found(config, hours)).isEmpty();
  }

  private static void writeMinutes(InfluxConfig config, int minutes) throws Exception {
    try (TestingWriter writer = new TestingWriter(config)) {
      for (int minute = 0; minute < minutes; minute++) {
        writer.write(TestingPoints.events(minute, minute));
      }
      writer.flush();
    }
  }

  /** Points that are not told of would stay for good. */
  @Test
  void doesNotTakeAnAnswerThatIsCutOff() throws Exception {
    InfluxConfig config = InfluxConfig.builder(influxd.url()).build();
    writeMinutes(config, 5);
    influxd.restartWith("max-row-limit = 3");
    assertThatThrownBy(() -> found(config, minutes(0, 9)))
        .isInstanceOf(InfluxWriteException.class)
        .hasMessageContaining("where there are 5")
        .hasMessageContaining("max-row-limit");
  }

  /** As it may be too busy for the moment, the job must not end for good. */
  @Test
  void asksAgainWhereAnAnswerHasFailed() throws Exception {
    influxd.close();
    Path limited = Files.createDirectory(directory.resolve("limited"));
    influxd = LocalInfluxd.start(limited, "[coordinator]\n max-select-series = 1");
    InfluxConfig config =
        InfluxConfig.builder(influxd.url())
            .retry(RetryLimits.DEFAULT.withGiveUpAtOpenAfter(Duration.ofMillis(300)))
            .build();
    writeMinutes(config, 5);
    influxd.write(
        "shop",
        "events,category=toys,event_type=view,window=1m count=1i " + TestingPoints.DECEMBER);
    assertThatThrownBy(() -> found(config, minutes(0, 9)))
        .isInstanceOf(InfluxUnreachableException.class)
        .hasMessageContaining("max-select-series")
        .hasMessageContaining("tried");
  }

  @Test
  void waitsForAServerThatIsNotThere() throws Exception {
    InfluxConfig config = InfluxConfig.builder(influxd.url()).build();
    writeMinutes(config, 5);
    influxd.kill();
    CompletableFuture<List<String>> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return found(config, minutes(0, 9));
              } catch (Exception failure) {
                throw new CompletionException(failure);
              }
            });
    influxd.restart();
    assertThat(answer.get()).hasSize(5);
  }

  @Test
  void saysThatItMayNotRead() throws Exception {
    influxd.query("", "CREATE USER root WITH PASSWORD 'r' WITH ALL PRIVILEGES");
    influxd.query("", "CREATE USER writer WITH PASSWORD 'w'");
    influxd.query("", "CREATE DATABASE shop");
    influxd.query("", "GRANT WRITE ON shop TO writer");
    influxd.restartWithAuthentication();
    Path password = Files.writeString(directory.resolve("writer.password"), "w");
    InfluxConfig config =
        InfluxConfig.builder(influxd.url()).credentials("writer", password.toString()).build();
    assertThatThrownBy(() -> InfluxPointFinder.check(config))
        .isInstanceOf(InfluxWriteException.class)
        .hasMessageContaining(influxd.url())
        .hasMessageContaining("right to read");
  }
}
