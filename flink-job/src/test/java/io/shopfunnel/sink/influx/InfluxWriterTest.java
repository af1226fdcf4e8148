package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.sink.influx.TestingInfluxServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfluxWriterTest {
  private static final RetryLimits QUICK =
      new RetryLimits(
          Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(1), Duration.ZERO);

  private final TestingInfluxServer server = new TestingInfluxServer();

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void sendsNothingBeforeABatchIsFullAndAllOnFlush() throws Exception {
    try (TestingWriter writer = new TestingWriter(config(3).build())) {
      writer.write(TestingPoints.events(0, 1), TestingPoints.events(1, 2));
      assertThat(server.writes()).isZero();
      writer.flush();
      assertThat(server.stored()).isEqualTo(lines(0, 2));
      assertThat(writer.count("pointsWritten")).isEqualTo(2);
      assertThat(writer.count("batches")).isEqualTo(1);
    }
  }

  /** Points of a live job are awaited. */
  @Test
  void sendsWhatIsThereWithAWatermark() throws Exception {
    try (TestingWriter writer = new TestingWriter(config(3).build())) {
      writer.watermark();
      writer.write(TestingPoints.events(0, 1));
      writer.watermark();
      server.awaitWrite();
      writer.write(TestingPoints.events(1, 2));
      writer.watermark();
      writer.flush();
      assertThat(server.stored()).isEqualTo(lines(0, 2));
      assertThat(writer.count("batches")).isEqualTo(2);
    }
  }

  @Test
  void keepsTheOrderOverManyBatches() throws Exception {
    try (TestingWriter writer = new TestingWriter(config(7).build())) {
      for (int i = 0; i < 1_000; i++) {
        writer.write(TestingPoints.events(i, i + 1));
      }
      writer.flush();
      assertThat(server.stored()).isEqualTo(lines(0, 1_000));
      assertThat(writer.count("batches")).isEqualTo(143);
    }
  }

  @Test
  void keepsTheOrderWhenRequestsFailInBetween() throws Exception {
    server.answerNext(
        Answer.STORED, new Answer(503, "busy"), new Answer(500, "timeout"), Answer.STORED);
    try (TestingWriter writer = new TestingWriter(config(2).build())) {
      for (int i = 0; i < 10; i++) {
        writer.write(TestingPoints.events(i, i + 1));
      }
      writer.flush();
      assertThat(server.stored()).isEqualTo(lines(0, 10));
      assertThat(writer.count("retries")).isEqualTo(2);
      assertThat(writer.count("pointsWritten")).isEqualTo(10);
    }
  }

  @Test
  void closesABatchAtItsSizeInBytes() throws Exception {
    InfluxConfig config = config(1_000).batch(new BatchLimits(1_000, 100)).build();
    try (TestingWriter writer = new TestingWriter(config)) {
      writer.write(TestingPoints.events(0, 1), TestingPoints.events(1, 2));
      writer.flush();
      writer.write(TestingPoints.events(2, 3));
      writer.flush();
      assertThat(writer.count("batches")).isEqualTo(2);
    }
  }

  @Test
  void flushWithoutPointsSendsNothing() throws Exception {
    try (TestingWriter writer = new TestingWriter(config(3).build())) {
      writer.flush();
      assertThat(server.writes()).isZero();
    }
  }

  @Test
  void fillsTheNextBatchWhileOneIsOnItsWay() throws Exception {
    CountDownLatch gate = server.holdWrites();
    try (TestingWriter writer = new TestingWriter(config(2).build())) {
      for (int i = 0; i < 3; i++) {
        writer.write(TestingPoints.events(i, i + 1));
      }
      assertThat(server.stored()).isEmpty();
      gate.countDown();
      writer.flush();
      assertThat(server.stored()).isEqualTo(lines(0, 3));
    }
  }

  @Test
  void closeBreaksOffARequestThatIsNotAnswered() throws Exception {
    server.holdWrites();
    TestingWriter writer = new TestingWriter(config(1).build());
    writer.write(TestingPoints.events(0, 1));
    server.awaitWrite();
    writer.close();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("influx-writer")) {
        // The executor has ended, which a thread that is just leaving it need not have yet.
        thread.join(Duration.ofSeconds(30).toMillis());
        assertThat(thread.isAlive()).as("the thread that sends, after close").isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void triesAgain(int status) throws Exception {
    server.answerNext(new Answer(status, "later"), new Answer(status, ""));
    try (TestingWriter writer = new TestingWriter(config(1).build())) {
      writer.write(TestingPoints.events(0, 1));
      writer.flush();
      assertThat(server.stored()).isEqualTo(lines(0, 1));
      assertThat(writer.count("retries")).isEqualTo(2);
    }
  }

  @Test
  void triesAgainWhenTheAnswerDoesNotCome() throws Exception {
    CountDownLatch gate = server.holdWrites();
    InfluxConfig config = config(1).requestTimeout(Duration.ofMillis(200)).build();
    try (TestingWriter writer = new TestingWriter(config)) {
      writer.write(TestingPoints.events(0, 1));
      while (writer.count("retries") < 1) {
        Thread.onSpinWait();
      }
      gate.countDown();
      writer.flush();
      assertThat(server.stored()).contains(lines(0, 1).get(0));
      assertThat(writer.count("pointsWritten")).isEqualTo(1);
    }
  }

  @Test
  void givesUpWithAClearErrorWhenTheServerIsGone() throws Exception {
    InfluxConfig config = config(1).retry(QUICK.withGiveUpAfter(Duration.ofMillis(50))).build();
    try (TestingWriter writer = new TestingWriter(config)) {
      server.close();
      writer.write(TestingPoints.events(0, 1));
      assertThatThrownBy(writer::flush)
          .isInstanceOf(InfluxUnreachableException.class)
          .hasMessageContaining(server.url())
          .hasMessageContaining("--influx-url")
          .hasMessageContaining("batch of 1 points")
          .hasMessageContaining("Failed to connect");
      assertThatThrownBy(writer::flush).isInstanceOf(InfluxUnreachableException.class);
      assertThat(writer.count("retries")).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void failsAtOnceWithoutRights(int status) throws Exception {
    server.answerNext(new Answer(status, "authorization failed"));
    assertFatal("HTTP " + status + ": authorization failed", "--influx-user");
  }

  @Test
  void failsAtOnceWithoutDatabase() throws Exception {
    server.answerNext(new Answer(404, "database not found: \"shop\""));
    assertFatal("database not found", "start the job anew");
  }

  @Test
  void failsByDefaultAndNamesThePointThatIsRefused() throws Exception {
    server.answerBy(lines -> refuse(lines, "count=3i"));
    try (TestingWriter writer = new TestingWriter(config(10).build())) {
      for (int i = 0; i < 10; i++) {
        writer.write(TestingPoints.events(i, i + 1));
      }
      assertThatThrownBy(writer::flush)
          .isInstanceOf(InfluxWriteException.class)
          .hasMessageContaining("partial write: field type conflict")
          .hasMessageContaining("use another --influx-database")
          .hasMessageContaining(line(2));
      assertThat(writer.count("rejected")).isEqualTo(1);
    }
  }

  @Test
  void logsAndCountsRefusedPointsAndWritesAllOthersIfAskedTo() throws Exception {
    server.answerBy(lines -> refuse(lines, "count=3i", "count=8i", "count=100i"));
    InfluxConfig config = config(100).onRejected(OnRejected.LOG).build();
    try (TestingWriter writer = new TestingWriter(config)) {
      for (int i = 0; i < 100; i++) {
        writer.write(TestingPoints.events(i, i + 1));
      }
      writer.flush();
      List<String> expected = lines(0, 100);
      expected.removeAll(List.of(line(2), line(7), line(99)));
      assertThat(server.stored()).isEqualTo(expected);
      assertThat(writer.count("rejected")).isEqualTo(3);
      assertThat(writer.count("pointsWritten")).isEqualTo(97);
    }
  }

  @Test
  void halvesARequestThatIsTooLarge() throws Exception {
    server.answerBy(
        lines ->
            lines.lines().count() > 3
                ? new Answer(413, "Request Entity Too Large")
                : Answer.STORED);
    try (TestingWriter writer = new TestingWriter(config(10).build())) {
      for (int i = 0; i < 10; i++) {
        writer.write(TestingPoints.events(i, i + 1));
      }
      writer.flush();
      assertThat(server.stored()).isEqualTo(lines(0, 10));
      assertThat(writer.count("rejected")).isZero();
    }
  }

  /** A block holds more than a batch, and another may begin in the middle of one. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10, 11})
  void blocksAndBatchesMeetAnywhere(int size) throws Exception {
    try (TestingWriter writer = new TestingWriter(config(size).build())) {
      for (int from = 0; from < 60; from += 20) {
        writer.write(
            lines(from, from + 20).stream().map(line -> line + "\n").toArray(String[]::new));
      }
      writer.flush();
      assertThat(server.stored()).isEqualTo(lines(0, 60));
      assertThat(writer.count("batches")).isEqualTo((60 + size - 1) / size);
    }
  }

  @Test
  void aBlockWithoutPointsIsNoBatch() throws Exception {
    try (TestingWriter writer = new TestingWriter(config(1).build())) {
      writer.write();
      writer.flush();
      assertThat(server.writes()).isZero();
    }
  }

  private void assertFatal(String... words) throws Exception {
    try (TestingWriter writer = new TestingWriter(config(1).build())) {
      writer.write(TestingPoints.events(0, 1));
      assertThatThrownBy(writer::flush)
          .isInstanceOf(InfluxWriteException.class)
          .hasMessageContainingAll(words)
          .hasMessageContaining("--influx-url");
      assertThat(writer.count("retries")).isZero();
      assertThat(server.writes()).isEqualTo(1);
    }
  }

  private static Answer refuse(String lines, String... refused) {
    for (String one : refused) {
      if (lines.contains(" " + one + ",")) {
        return new Answer(400, "partial write: field type conflict: dropped=1");
      }
    }
    return Answer.STORED;
  }

  private InfluxConfig.Builder config(int points) {
    return InfluxConfig.builder(server.url()).retry(QUICK).batch(new BatchLimits(points, 1 << 20));
  }

  private static List<String> lines(int from, int to) {
    List<String> lines = new ArrayList<>();
    for (int i = from; i < to; i++) {
      lines.add(line(i));
    }
    return lines;
  }

  private static String line(int i) {
    return TestingPoints.events(i, i + 1).strip();
  }
}
