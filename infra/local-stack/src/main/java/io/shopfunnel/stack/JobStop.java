package io.shopfunnel.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Stops a job with a savepoint, over Flink's REST interface. */
final class JobStop {
  private static final long POLL_MS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PATIENCE_WITH_TASKS = Duration.ofMinutes(1);
  private static final Set<String> ON_THE_WAY_UP =
      Set.of("CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING");

  private final FlinkRest rest;
  private final Predicate<String> isOver;

  /**
   * Stops jobs.
   *
   * @param isOver whether the job with this id has ended, as far as Flink shows
   */
  JobStop(FlinkRest rest, Predicate<String> isOver) {
    this.rest = rest;
    this.isOver = isOver;
  }

  /**
   * Returns the savepoint's folder when the savepoint is whole and the job has ended.
   *
   * @throws StackException when Flink refuses or the savepoint fails: then the job goes on
   */
  String stop(String id, boolean drain) {
    awaitTasks(id);
    JsonNode asked =
        rest.order("POST", "/jobs/" + id + "/stop", "{\"drain\": %s}".formatted(drain));
    String trigger = "/jobs/" + id + "/savepoints/" + asked.path("request-id").asText();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = rest.ask(trigger);
      if (answer.at("/status/id").asText().equals("COMPLETED")) {
        String savepoint = savepoint(id, answer.path("operation"));
        awaitShown(id, deadline);
        return savepoint;
      }
      pause();
    }
    throw new StackException(
        "Job %s has not stopped within %d min; it may still: see %s/#/job/%s/checkpoints."
            .formatted(id, PATIENCE.toMinutes(), rest.address(), id));
  }

  /**
   * Flink declines a savepoint while a task is still on its way up, as just after a submission.
   * Such tasks are waited for, but not for long: of a job that keeps failing, Flink tells more than
   * we.
   */
  private void awaitTasks(String id) {
    long deadline = System.nanoTime() + PATIENCE_WITH_TASKS.toNanos();
    while (isOnTheWayUp(id) && System.nanoTime() < deadline) {
      pause();
    }
  }

  private boolean isOnTheWayUp(String id) {
    List<JsonNode> vertices = rest.list("/jobs/" + id, "vertices");
    return vertices.isEmpty()
        || vertices.stream()
            .flatMap(vertex -> vertex.path("tasks").properties().stream())
            .anyMatch(
                tasks -> ON_THE_WAY_UP.contains(tasks.getKey()) && tasks.getValue().asInt() > 0);
  }

  /** Flink shows jobs as they were some seconds ago; whoever looks now should see it ended. */
  private void awaitShown(String id, long deadline) {
    while (!isOver.test(id) && System.nanoTime() < deadline) {
      pause();
    }
  }

  private String savepoint(String id, JsonNode operation) {
    if (operation.has("failure-cause")) {
      throw new StackException(
          "Job %s goes on, as the savepoint has failed: %s"
              .formatted(id, firstLine(operation.at("/failure-cause/stack-trace").asText())));
    }
    return operation.path("location").asText();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("Flink does not say why.");
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while the job stops.", stop);
    }
  }
}
