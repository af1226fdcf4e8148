package io.shopfunnel.verify.influx;

import io.shopfunnel.verify.point.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Points on their way from InfluxDB into files, one measurement after the other, while something
 * else is computed.
 */
public final class Downloads implements AutoCloseable {
  private final PointLoader loader;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          runnable -> {
            Thread created = new Thread(runnable, "downloads");
            created.setDaemon(true);
            return created;
          });
  private final Map<String, CompletableFuture<List<Path>>> answers = new ConcurrentHashMap<>();

  /** None yet. */
  public Downloads(PointLoader loader) {
    this.loader = loader;
  }

  /** Begins to fetch the points of the range, and of the calendar month in which it begins. */
  public void start(List<Measurement> measurements, TimeRange range) {
    for (Measurement measurement : measurements) {
      answers.put(
          measurement.name(),
          CompletableFuture.supplyAsync(
              () ->
                  List.of(
                      loader.download(measurement, range, "", 0),
                      loader.download(measurement, range.monthBefore(), "\"window\" = '1mo'", 1)),
              thread));
    }
  }

  /**
   * Waits for the points of a measurement, and loads them.
   *
   * @throws InfluxException where InfluxDB could not answer
   */
  public void load(Measurement measurement) {
    CompletableFuture<List<Path>> answer = answers.get(measurement.name());
    if (answer == null) {
      throw new IllegalStateException("nobody asked for " + measurement.name());
    }
    try {
      loader.load(measurement, answer.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof InfluxException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Gives up what is still on its way. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new InfluxException("InfluxDB's answer cannot be interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
