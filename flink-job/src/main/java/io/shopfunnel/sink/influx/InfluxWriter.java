package io.shopfunnel.sink.influx;

import io.shopfunnel.point.PointBlock;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one batch while another is on its way. At most one is on its way, so that points arrive in
 * the order in which they were written and a later amendment is never overtaken by what it amends.
 * A batch is sent when it is full, and at the latest with the next watermark. {@link #flush}
 * returns when all points are acknowledged, which is what a checkpoint waits for.
 */
final class InfluxWriter implements SinkWriter<PointBlock> {
  private static final Logger LOG = LoggerFactory.getLogger(InfluxWriter.class);
  private static final long CLOSE_SECONDS = 10;

  private final InfluxConnection connection;
  private final BatchSender sender;
  private final ExecutorService sending;
  private LineBatch filling;
  private LineBatch spare;
  private @Nullable Future<?> onItsWay;

  InfluxWriter(BatchLimits limits, InfluxConnection connection, BatchSender sender) {
    this.connection = connection;
    this.sender = sender;
    this.filling = new LineBatch(limits);
    this.spare = new LineBatch(limits);
    this.sending = Executors.newSingleThreadExecutor(InfluxWriter::sendingThread);
  }

  /**
   * Takes points.
   *
   * @throws IOException where an earlier batch could not be written
   */
  @Override
  public void write(PointBlock points, Context context) throws IOException, InterruptedException {
    int next = 0;
    while (next < points.size()) {
      next = filling.add(points, next);
      if (filling.isFull()) {
        handOver();
      }
    }
  }

  /** Sends what is there: all points that the watermark has brought about have been written. */
  @Override
  public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
    if (filling.size() > 0) {
      handOver();
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (filling.size() > 0) {
      handOver();
    }
    awaitAcknowledged();
  }

  /** Gives up what is not acknowledged: Flink closes after a flush, or to replay from before. */
  @Override
  public void close() {
    sending.shutdownNow();
    connection.cancel();
    try {
      if (!sending.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A request to InfluxDB goes on after {} s of closing", CLOSE_SECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      connection.close();
    }
  }

  private void handOver() throws IOException, InterruptedException {
    awaitAcknowledged();
    LineBatch full = filling;
    filling = spare;
    filling.clear();
    spare = full;
    onItsWay =
        sending.submit(
            () -> {
              sender.send(full);
              return full;
            });
  }

  /** A failed batch stays where it is, so that every later call fails too. */
  private void awaitAcknowledged() throws IOException, InterruptedException {
    if (onItsWay == null) {
      return;
    }
    try {
      onItsWay.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException("writing to InfluxDB failed", failed.getCause());
    }
    onItsWay = null;
  }

  private static Thread sendingThread(Runnable work) {
    Thread thread = new Thread(work, "influx-writer");
    thread.setDaemon(true);
    return thread;
  }
}
