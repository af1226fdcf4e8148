package io.shopfunnel.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Submits jobs to a session cluster, and asks it about them. */
public final class FlinkJobs {
  private static final Predicate<String> CAUSE =
      Pattern.compile("^(Caused by: )?[\\w.$]+(Exception|Error)\\b").asPredicate();

  private final FlinkRest rest;
  private final FlinkCommandLine commandLine;
  private final SourceProgress progress;
  private final JobResults results;

  FlinkJobs(StackLayout layout, URI address, ZooKeeperLogins logins) {
    this.rest = new FlinkRest(address);
    this.commandLine = new FlinkCommandLine(layout, logins);
    this.progress = new SourceProgress(rest);
    this.results = new JobResults(FlinkRecovery.results(layout));
  }

  /** All jobs that the cluster remembers, ended ones too. */
  public List<FlinkJob> list() {
    return rest.list("/jobs/overview", "jobs").stream()
        .map(
            job ->
                new FlinkJob(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText()))
        .toList();
  }

  /** The jobs that have not ended. */
  public List<FlinkJob> allActive() {
    return list().stream().filter(job -> !job.isOver()).toList();
  }

  /** A job that has not ended, if there is one. */
  public Optional<FlinkJob> active() {
    return allActive().stream().findFirst();
  }

  /** A sentence that says which job is active and what can be done about it. */
  public String describeActive(FlinkJob job) {
    return "Job %s (%s) is %s already: wait for it, or cancel it at %s/#/job/%s."
        .formatted(job.name(), job.id(), job.state(), rest.address(), job.id());
  }

  /**
   * The job with this id, as it is now; one that ended under a job manager that is gone, too.
   *
   * @throws NoAnswerException when the job manager does not answer, or does not know the job
   */
  public FlinkJob find(String id) {
    try {
      JsonNode job = rest.ask("/jobs/" + id);
      return new FlinkJob(id, job.path("name").asText(), job.path("state").asText());
    } catch (NoAnswerException e) {
      return results.find(id).orElseThrow(() -> e);
    }
  }

  /** Whether there is a job manager that answers. */
  public boolean answers() {
    try {
      return !rest.ask("/jobs/overview").isMissingNode();
    } catch (NoAnswerException e) {
      return false;
    }
  }

  /**
   * Submits a jar with Flink's own command line, detached.
   *
   * @param jar the shaded job
   * @param arguments passed to its main
   * @return what came of it; the job's id when the cluster has accepted it
   */
  public Submission submit(Path jar, List<String> arguments) {
    return commandLine.submit(jar, List.of(), arguments);
  }

  /**
   * Submits a jar as {@link #submit} does, to go on from where a savepoint was taken.
   *
   * @param savepoint its folder, as Flink named it
   */
  public Submission resume(Path jar, String savepoint, List<String> arguments) {
    return commandLine.submit(jar, List.of("--fromSavepoint", savepoint), arguments);
  }

  /**
   * Stops a job with a savepoint, and returns when it has ended.
   *
   * @param drain whether all windows are closed first, as if nothing would ever come again
   * @return the savepoint's folder, as Flink names it
   * @throws StackException when Flink refuses or the savepoint fails: then the job goes on
   */
  public String stop(String id, boolean drain) {
    return new JobStop(rest, job -> find(job).isOver()).stop(id, drain);
  }

  /** Asks a job to end without a savepoint. */
  public void cancel(String id) {
    var unused = rest.order("PATCH", "/jobs/" + id + "?mode=cancel", "{}");
  }

  /**
   * How many records the job's sources have read since they were last started, while it runs; empty
   * when it can't be told.
   */
  public OptionalLong recordsRead(String id) {
    return progress.recordsRead(id);
  }

  /**
   * The next offset that the job will read of each partition, while it runs, restarts or not;
   * without the partitions of which it has read nothing since it was last started.
   */
  public Map<Integer, Long> positions(String id) {
    return progress.positions(id);
  }

  /** How often the job has been restarted after a failure, since its job manager was started. */
  public long restarts(String id) {
    return FlinkRest.elements(rest.ask("/jobs/" + id + "/metrics?get=numRestarts")).stream()
        .mapToLong(metric -> metric.path("value").asLong())
        .sum();
  }

  /** How many checkpoints a job has completed, and how often it has gone on from one. */
  public Checkpoints checkpoints(String id) {
    JsonNode counts = rest.ask("/jobs/" + id + "/checkpoints").path("counts");
    return new Checkpoints(counts.path("completed").asLong(), counts.path("restored").asLong());
  }

  /** Why a job failed, in the innermost cause's own words; an empty text when it did not. */
  public String failure(String id) {
    JsonNode history =
        rest.ask("/jobs/" + id + "/exceptions").path("exceptionHistory").path("entries");
    List<String> causes =
        history
            .path(0)
            .path("stacktrace")
            .asText()
            .lines()
            .filter(CAUSE)
            .map(line -> line.replaceFirst("^Caused by: ", ""))
            .toList();
    return causes.isEmpty() ? "" : causes.get(causes.size() - 1);
  }

  /**
   * A job's checkpoints.
   *
   * @param completed how many it has completed
   * @param restored how often it has gone on from one
   */
  public record Checkpoints(long completed, long restored) {}

  /**
   * What came of a submission.
   *
   * @param jobId the accepted job's id; empty when there is none
   * @param exitCode of the command line, in which the job's main ran
   * @param output what it printed, without stack traces; of an exception, its innermost cause
   */
  public record Submission(String jobId, int exitCode, String output) {}
}
