package io.shopfunnel.sink.influx;

import io.shopfunnel.point.TestingLines;
import java.io.IOException;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.testutils.MetricListener;

/** A writer outside of a job, with the counters that it keeps. */
final class TestingWriter implements AutoCloseable {
  private final InfluxWriter writer;
  private final MetricListener metrics = new MetricListener();

  TestingWriter(InfluxConfig config) throws IOException, InterruptedException {
    InfluxCounters counters =
        new InfluxCounters(
            metrics.getMetricGroup(), UnregisteredMetricsGroup.createSinkWriterMetricGroup());
    RejectedPoints rejected = new RejectedPoints(config, counters);
    InfluxConnection connection =
        new InfluxOpening(config, config.retry().giveUpAtOpenAfter(), 1).open();
    BatchSender sender = new BatchSender(config, connection, counters, rejected, 1);
    writer = new InfluxWriter(config.batch(), connection, sender);
  }

  /** Writes lines, as one block. */
  void write(String... lines) throws IOException, InterruptedException {
    SinkWriter.Context context =
        new SinkWriter.Context() {
          @Override
          public long currentWatermark() {
            return 0;
          }

          @Override
          public Long timestamp() {
            return null;
          }
        };
    writer.write(TestingLines.block(lines), context);
  }

  void watermark() throws IOException, InterruptedException {
    writer.writeWatermark(new Watermark(0));
  }

  void flush() throws IOException, InterruptedException {
    writer.flush(false);
  }

  long count(String counter) {
    return metrics.getCounter("influx", counter).orElseThrow().getCount();
  }

  @Override
  public void close() {
    writer.close();
  }
}
