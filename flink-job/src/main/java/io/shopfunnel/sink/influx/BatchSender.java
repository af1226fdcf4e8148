package io.shopfunnel.sink.influx;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one batch after the other to InfluxDB. Returns when a batch is acknowledged; tries again
 * what is worth it; and where InfluxDB refuses some points, halves the batch until it has found
 * them, because a refused batch may be stored in part and the answer names only one of its faults.
 * Sending a part again replaces the points with themselves.
 */
final class BatchSender {
  private static final Logger LOG = LoggerFactory.getLogger(BatchSender.class);

  private final InfluxConfig config;
  private final InfluxConnection connection;
  private final InfluxCounters counters;
  private final RejectedPoints rejected;
  private final Attempts attempts;

  BatchSender(
      InfluxConfig config,
      InfluxConnection connection,
      InfluxCounters counters,
      RejectedPoints rejected,
      long seed) {
    this.config = config;
    this.connection = connection;
    this.counters = counters;
    this.rejected = rejected;
    RetryLimits limits = config.retry();
    this.attempts =
        new Attempts(
            new RetryBackoff(limits, limits.giveUpAfter(), seed),
            this::retrying,
            limits.giveUpAfter());
  }

  /**
   * Sends a batch.
   *
   * @throws InfluxUnreachableException where InfluxDB did not answer for too long
   * @throws InfluxWriteException where it will never take these points
   */
  void send(LineBatch batch) throws IOException, InterruptedException {
    send(batch, 0, batch.size());
  }

  private void send(LineBatch batch, int from, int to) throws IOException, InterruptedException {
    try {
      long millis = attempts.until(() -> timedWrite(batch, from, to));
      counters.sent(to - from, millis);
    } catch (InfluxAnswerException answer) {
      if (ErrorClassifier.classify(answer) == ErrorClassifier.Verdict.FATAL) {
        throw new InfluxWriteException(refusal(answer));
      }
      isolate(batch, from, to, answer);
    } catch (InfluxUnreachableException silent) {
      throw new InfluxUnreachableException(
          "InfluxDB at %s (--influx-url) has not taken a batch of %d points: %s"
              .formatted(config.url(), to - from, silent.getMessage()),
          silent);
    }
  }

  private void isolate(LineBatch batch, int from, int to, InfluxAnswerException answer)
      throws IOException, InterruptedException {
    if (to - from == 1) {
      rejected.refused(batch.line(from), answer);
      return;
    }
    int middle = (from + to) >>> 1;
    send(batch, from, middle);
    send(batch, middle, to);
  }

  private long timedWrite(LineBatch batch, int from, int to) throws IOException {
    long started = System.nanoTime();
    connection.write(batch.bytes(), batch.start(from), batch.start(to));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
  }

  private void retrying(IOException failure) {
    counters.retried();
    LOG.warn("InfluxDB at {} did not take a batch, trying again: {}", config.url(), failure + "");
  }

  private String refusal(InfluxAnswerException answer) {
    String advice = ErrorClassifier.advice(answer.status(), answer.words());
    return "InfluxDB at %s (--influx-url), database '%s', refuses all writes: %s%s"
        .formatted(config.url(), config.database(), answer, advice.isEmpty() ? "" : "; " + advice);
  }
}
