package io.shopfunnel.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;

/** Asks Flink's job manager what only it knows. */
final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MS = 50;
  private static final double MILLIS = 1000;

  private final URI address;

  FlinkRest(URI address) {
    this.address = address;
  }

  /** Waits until the cluster knows so many task managers. */
  void awaitTaskManagers(int number) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ask("/taskmanagers").path("taskmanagers").size() != number) {
      if (System.nanoTime() > deadline) {
        throw new BenchException("Flink does not come to know %d task managers".formatted(number));
      }
      sleep();
    }
  }

  /** The seconds from when a finished job ran to when it had finished, by Flink's own clock. */
  double seconds(String job) {
    JsonNode times = ask("/jobs/" + job).path("timestamps");
    return (times.path("FINISHED").asLong() - times.path("RUNNING").asLong()) / MILLIS;
  }

  /** The bytes that the job's operators have sent each other. */
  double shuffleBytes(String job) {
    double sum = 0;
    for (JsonNode vertex : ask("/jobs/" + job).path("vertices")) {
      sum += vertex.path("metrics").path("write-bytes").asDouble();
    }
    return sum;
  }

  /** The largest of the job's checkpoints, in bytes; 0 where none was completed. */
  double checkpointBytes(String job) {
    return checkpoints(job, "state_size");
  }

  /** The longest that a checkpoint took, in milliseconds; 0 where none was completed. */
  double checkpointMillis(String job) {
    return checkpoints(job, "end_to_end_duration");
  }

  /** How many checkpoints the job has completed. */
  double checkpoints(String job) {
    return ask("/jobs/" + job + "/checkpoints").path("counts").path("completed").asDouble();
  }

  private double checkpoints(String job, String figure) {
    JsonNode summary = ask("/jobs/" + job + "/checkpoints").path("summary");
    // Not a number where there was none.
    return Math.max(0, summary.path(figure).path("max").asLong());
  }

  private JsonNode ask(String path) {
    try {
      return JSON.readTree(Http.get(address.resolve(path), "application/json"));
    } catch (JsonProcessingException e) {
      throw new BenchException("Flink's answer at %s is no JSON".formatted(path), e);
    }
  }

  static void sleep() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
