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
  private static final Duration PATIENCE_WITH_TASKS = Duration.ofMinutes(2);

  /** Flink shows a job as it was up to three seconds ago. */
  private static final Duration SHOWN_AFTER = Duration.ofSeconds(4);

  /** Of jobs and of tasks. */
  private static final Set<String> ON_THE_WAY_UP =
      Set.of("CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING", "FAILING", "RESTARTING");

  /** Flink's own words (CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING). */
  private static final String TASKS_DO_NOT_RUN = "Not all required tasks are currently running";

  private static final String FAILURE = "failure-cause";
  private static final String CAUSE = "/" + FAILURE + "/stack-trace";

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
    long deadline = System.nanoTime() + PATIENCE_WITH_TASKS.toNanos();
    JsonNode operation = askOnceTasksRun(id, drain, deadline);
    while (operation.has(FAILURE)
        && System.nanoTime() < deadline
        && (isDeclined(operation) || showsLoss(id))) {
      pause();
      operation = askOnceTasksRun(id, drain, deadline);
    }
    if (operation.has(FAILURE)) {
      throw new StackException(
          "Job %s goes on, as the savepoint has failed: %s"
              .formatted(id, firstLine(operation.at(CAUSE).asText())));
    }
    awaitShown(id);
    return operation.path("location").asText();
  }

  /**
   * Flink declines a savepoint while a task is still on its way up, as just after a submission or a
   * loss. Such tasks are waited for, but not for long: of a job that keeps failing, Flink tells
   * more than we.
   */
  private JsonNode askOnceTasksRun(String id, boolean drain, long deadline) {
    while (isOnTheWayUp(id) && System.nanoTime() < deadline) {
      pause();
    }
    return ask(id, drain);
  }

  /** What came of it, when that is known. */
  private JsonNode ask(String id, boolean drain) {
    JsonNode asked =
        rest.order("POST", "/jobs/" + id + "/stop", "{\"drain\": %s}".formatted(drain));
    String trigger = "/jobs/" + id + "/savepoints/" + asked.path("request-id").asText();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = rest.ask(trigger);
      if (answer.at("/status/id").asText().equals("COMPLETED")) {
        return answer.path("operation");
      }
      pause();
    }
    throw new StackException(
        "Job %s has not stopped within %d min; it may still: see %s/#/job/%s/checkpoints."
            .formatted(id, PATIENCE.toMinutes(), rest.address(), id));
  }

  /** Nothing was begun, since not all tasks run, whatever Flink may have shown of them. */
  private static boolean isDeclined(JsonNode operation) {
    return operation.at(CAUSE).asText().contains(TASKS_DO_NOT_RUN);
  }

  /** Whether it failed since the job lost tasks meanwhile, which are started again. */
  private boolean showsLoss(String id) {
    long deadline = System.nanoTime() + SHOWN_AFTER.toNanos();
    while (System.nanoTime() < deadline) {
      if (isOnTheWayUp(id)) {
        return true;
      }
      pause();
    }
    return false;
  }

  private boolean isOnTheWayUp(String id) {
    JsonNode job = rest.ask("/jobs/" + id);
    List<JsonNode> vertices = FlinkRest.elements(job.path("vertices"));
    return ON_THE_WAY_UP.contains(job.path("state").asText())
        || vertices.isEmpty()
        || vertices.stream()
            .flatMap(vertex -> vertex.path("tasks").properties().stream())
            .anyMatch(
                tasks -> ON_THE_WAY_UP.contains(tasks.getKey()) && tasks.getValue().asInt() > 0);
  }

  /** Flink shows jobs as they were some seconds ago; whoever looks now should see it ended. */
  private void awaitShown(String id) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isOver.test(id) && System.nanoTime() < deadline) {
      pause();
    }
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
