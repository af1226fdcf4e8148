package io.shopfunnel.sink.influx;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * What the sink counts, in the metric group {@code influx}: {@code pointsWritten} (acknowledged),
 * {@code batches} (requests that succeeded), {@code retries}, {@code rejected} (points refused for
 * good) and {@code lastSendMillis} (how long the last successful request took). Thread-safe.
 */
final class InfluxCounters {
  private final Counter pointsWritten;
  private final Counter batches;
  private final Counter retries;
  private final Counter rejected;
  private final Counter recordsSent;
  private final Counter sendErrors;
  private volatile long lastSendMillis;

  InfluxCounters(MetricGroup parent, SinkWriterMetricGroup writer) {
    MetricGroup group = parent.addGroup("influx");
    pointsWritten = group.counter("pointsWritten", new ThreadSafeSimpleCounter());
    batches = group.counter("batches", new ThreadSafeSimpleCounter());
    retries = group.counter("retries", new ThreadSafeSimpleCounter());
    rejected = group.counter("rejected", new ThreadSafeSimpleCounter());
    recordsSent = writer.getNumRecordsSendCounter();
    sendErrors = writer.getNumRecordsSendErrorsCounter();
    group.gauge("lastSendMillis", () -> lastSendMillis);
    writer.setCurrentSendTimeGauge(() -> lastSendMillis);
  }

  void sent(int points, long millis) {
    pointsWritten.inc(points);
    recordsSent.inc(points);
    batches.inc();
    lastSendMillis = millis;
  }

  void retried() {
    retries.inc();
  }

  void rejected() {
    rejected.inc();
    sendErrors.inc();
  }
}
