package io.shopfunnel.sink.influx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Points that will never be stored: counted, logged, and by default the end of the job. */
final class RejectedPoints {
  private static final Logger LOG = LoggerFactory.getLogger(RejectedPoints.class);

  private final InfluxConfig config;
  private final InfluxCounters counters;

  RejectedPoints(InfluxConfig config, InfluxCounters counters) {
    this.config = config;
    this.counters = counters;
  }

  /** Takes note of a line that InfluxDB refused. */
  void refused(String line, InfluxAnswerException answer) throws InfluxWriteException {
    String advice = ErrorClassifier.advice(answer.status(), answer.words());
    note(
        "InfluxDB at %s (--influx-url) refused a point: %s%s. The point: %s"
            .formatted(
                config.url(), answer, advice.isEmpty() ? "" : " (" + advice + ")", line.strip()));
  }

  private void note(String message) throws InfluxWriteException {
    counters.rejected();
    LOG.error(message);
    if (config.onRejected() == OnRejected.FAIL) {
      throw new InfluxWriteException(message);
    }
  }
}
