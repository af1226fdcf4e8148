package io.shopfunnel.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shopfunnel.bench.result.Facts;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks Flink's job manager what only it knows. */
final class FlinkRest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** For what is over within moments. */
  static final Duration SOON = Duration.ofMillis(50);

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
      sleep(SOON);
    }
  }

  /** Has a job end. */
  void cancel(String job) {
    Http.patch(address.resolve("/jobs/" + job));
  }

  /** The seconds from when a finished job ran to when it had finished, by Flink's own clock. */
  double seconds(String job) {
    JsonNode times = ask("/jobs/" + job).path("timestamps");
    return (times.path("FINISHED").asLong() - times.path("RUNNING").asLong()) / MILLIS;
  }

  /** What a job sent between its operators, and what its checkpoints took. */
  Map<String, Double> facts(String job) {
    JsonNode checkpoints = ask("/jobs/" + job + "/checkpoints");
    JsonNode summary = checkpoints.path("summary");
    return Map.of(
        Facts.SHUFFLE_BYTES,
        shuffleBytes(job),
        Facts.CHECKPOINTS,
        checkpoints.path("counts").path("completed").asDouble(),
        Facts.CHECKPOINT_BYTES,
        greatest(summary.path("state_size")),
        Facts.CHECKPOINT_MILLIS,
        greatest(summary.path("end_to_end_duration")),
        Facts.CHECKPOINT_SYNC_MILLIS,
        syncMillis(job, checkpoints.path("history")));
  }

  /**
   * A checkpoint that was completed.
   *
   * @param bytes of all state
   * @param millis that it took from its trigger
   */
  record Checkpoint(double bytes, double millis) {
    /** What is told where there is none. */
    static final Checkpoint NONE = new Checkpoint(Double.NaN, Double.NaN);
  }

  /** The last checkpoint that was completed. */
  Optional<Checkpoint> lastCheckpoint(String job) {
    JsonNode last = ask("/jobs/" + job + "/checkpoints").at("/latest/completed");
    return last.isObject()
        ? Optional.of(
            new Checkpoint(
                last.path("state_size").asDouble(), last.path("end_to_end_duration").asDouble()))
        : Optional.empty();
  }

  /** What the heaps of all task managers hold, in bytes. */
  double heapBytes() {
    double sum = 0;
    for (JsonNode manager : ask("/taskmanagers").path("taskmanagers")) {
      String path = "/taskmanagers/%s/metrics?get=Status.JVM.Memory.Heap.Used";
      sum += ask(path.formatted(manager.path("id").asText())).at("/0/value").asDouble();
    }
    return sum;
  }

  private double shuffleBytes(String job) {
    double sum = 0;
    for (JsonNode vertex : ask("/jobs/" + job).path("vertices")) {
      sum += vertex.path("metrics").path("write-bytes").asDouble();
    }
    return sum;
  }

  /** The longest that a subtask stood still for one of the checkpoints that Flink remembers. */
  private double syncMillis(String job, JsonNode history) {
    double longest = 0;
    for (JsonNode checkpoint : history) {
      String details = "/jobs/%s/checkpoints/details/%s".formatted(job, checkpoint.path("id"));
      for (String task : (Iterable<String>) () -> ask(details).path("tasks").fieldNames()) {
        JsonNode durations =
            ask(details + "/subtasks/" + task).path("summary").path("checkpoint_duration");
        longest = Math.max(longest, greatest(durations.path("sync")));
      }
    }
    return longest;
  }

  /** Not a number, and so 0, where there was none. */
  private static double greatest(JsonNode summary) {
    return Math.max(0, summary.path("max").asDouble());
  }

  private JsonNode ask(String path) {
    try {
      return JSON.readTree(Http.get(address.resolve(path), "application/json"));
    } catch (JsonProcessingException e) {
      throw new BenchException("Flink's answer at %s is no JSON".formatted(path), e);
    }
  }

  static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
