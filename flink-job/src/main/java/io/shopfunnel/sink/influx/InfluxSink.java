package io.shopfunnel.sink.influx;

import io.shopfunnel.point.PointBlock;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes points to InfluxDB 1.x, at least once and in order, by {@link #WRITERS one writer}: order
 * holds within it.
 */
public final class InfluxSink implements Sink<PointBlock> {
  /**
   * The parallelism of this sink. InfluxDB 1.x acknowledges points and loses them when two requests
   * are the first to reach a shard at once (docs/adr/0023); one writer sends one after the other.
   */
  public static final int WRITERS = 1;

  private static final long serialVersionUID = 1L;

  private final InfluxConfig config;

  /** A sink with this configuration. */
  public InfluxSink(InfluxConfig config) {
    this.config = config;
  }

  /**
   * Asks the server whether a job could write to it, and creates the database if it is not there:
   * for a program that wants to say so before it submits the job.
   *
   * @param patience how long to wait for a server that does not answer; zero for one attempt
   * @throws InfluxUnreachableException where nothing answers
   * @throws InfluxWriteException where what answers cannot take the points
   */
  public static void check(InfluxConfig config, Duration patience)
      throws IOException, InterruptedException {
    new InfluxOpening(config, patience, 0).open().close();
  }

  @Override
  public SinkWriter<PointBlock> createWriter(WriterInitContext context) throws IOException {
    InfluxCounters counters = new InfluxCounters(context.metricGroup(), context.metricGroup());
    RejectedPoints rejected = new RejectedPoints(config, counters);
    // Writers that fail together draw different pauses.
    long seed = context.getTaskInfo().getIndexOfThisSubtask();
    InfluxConnection connection = open(seed);
    BatchSender sender = new BatchSender(config, connection, counters, rejected, seed);
    return new InfluxWriter(config.batch(), connection, sender);
  }

  private InfluxConnection open(long seed) throws IOException {
    try {
      return new InfluxOpening(config, config.retry().giveUpAtOpenAfter(), seed).open();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for InfluxDB", interrupted);
    }
  }
}
