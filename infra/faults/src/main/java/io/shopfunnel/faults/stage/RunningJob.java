package io.shopfunnel.faults.stage;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The product's job on the cluster; stopped with a savepoint, it goes on under another id. */
public final class RunningJob {
  private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(1);

  private final FlinkJobs jobs;
  private final URI flink;
  private final Path jar;
  private final List<String> arguments;
  private String id;

  private RunningJob(
      LocalStack stack, Path jar, List<String> arguments, FlinkJobs.Submission first) {
    this.jobs = stack.flinkJobs();
    this.flink = stack.flinkUrl();
    this.jar = jar;
    this.arguments = List.copyOf(arguments);
    this.id = accepted(first);
  }

  /**
   * Submits it.
   *
   * @param arguments of the job, without its parallelism
   */
  static RunningJob submit(LocalStack stack, Path jar, List<String> arguments, int parallelism) {
    return new RunningJob(
        stack, jar, arguments, stack.flinkJobs().submit(jar, with(arguments, parallelism)));
  }

  /** Stops it with a savepoint, and goes on from there at another parallelism. */
  public void rescale(int parallelism) {
    String savepoint = stop(false);
    id = accepted(jobs.resume(jar, savepoint, with(arguments, parallelism)));
  }

  /**
   * Tells it that nothing more will come, and returns when it has ended: every window is closed,
   * also those that a live job would keep open until later events come.
   */
  public void drain() {
    String unused = stop(true);
  }

  /**
   * Returns when it has read something and has completed a checkpoint, or has ended.
   *
   * @param meanwhile what is to be done before each look
   */
  public void awaitUnderWay(Runnable meanwhile) {
    Waiting.until(
        "the job is under way",
        () -> {
          meanwhile.run();
          return isOver() || isUnderWay();
        },
        this::seen);
  }

  /** Returns when it has completed a checkpoint that was begun after this instant, or has ended. */
  public void awaitRecoverySince(Instant instant) {
    Waiting.until("the job recovers", () -> isOver() || completedSince(instant), this::seen);
  }

  private boolean isUnderWay() {
    return completedSince(Instant.EPOCH) && read() > 0;
  }

  /** Whether it has ended, well or not. */
  public boolean isOver() {
    try {
      return jobs.find(id).isOver();
    } catch (StackException away) {
      return false;
    }
  }

  /**
   * Returns when it has ended, as it should.
   *
   * @throws FaultsException when it has failed, or does not end
   */
  public void awaitEnd() {
    Waiting.until("the job ends", this::isOver, this::seen);
    if (!jobs.find(id).isFinished()) {
      throw new FaultsException("the job is %s: %s".formatted(jobs.find(id).state(), failure()));
    }
  }

  /** Ends it, if it has not ended. */
  public void cancel() {
    if (!isOver()) {
      var unused = Http.patch(address("?mode=cancel"));
      Waiting.until("the job is cancelled", this::isOver, this::seen);
    }
  }

  private long read() {
    try {
      return jobs.recordsRead(id).orElse(0);
    } catch (StackException away) {
      return 0;
    }
  }

  private boolean completedSince(Instant instant) {
    return Http.get(address("/checkpoints"))
        .map(checkpoints -> checkpoints.path("latest").path("completed"))
        .filter(latest -> latest.path("trigger_timestamp").asLong(0) > instant.toEpochMilli())
        .isPresent();
  }

  /** A fault may have struck: what is refused, or has no answer, is asked for again. */
  private String stop(boolean drain) {
    String refusal = "";
    for (Instant begin = Instant.now(); begin.plus(Waiting.PATIENCE).isAfter(Instant.now()); ) {
      try {
        String savepoint = jobs.stop(id, drain);
        awaitEnd();
        return savepoint;
      } catch (StackException refused) {
        refusal = refused.getMessage();
        Waiting.pause(BEFORE_ANOTHER_TRY);
      }
    }
    throw new FaultsException("the job cannot be stopped with a savepoint: " + refusal);
  }

  /** How it stands, to be told when patience has ended. */
  private String seen() {
    try {
      FlinkJobs.Checkpoints checkpoints = jobs.checkpoints(id);
      return "it is %s, has read %d records, completed %d checkpoints, gone on from %d; last failure: %s"
          .formatted(
              jobs.find(id).state(),
              read(),
              checkpoints.completed(),
              checkpoints.restored(),
              jobs.failure(id));
    } catch (StackException away) {
      return String.valueOf(away.getMessage());
    }
  }

  private String failure() {
    try {
      return jobs.failure(id);
    } catch (StackException away) {
      return String.valueOf(away.getMessage());
    }
  }

  private URI address(String path) {
    return flink.resolve("/jobs/" + id + path);
  }

  private static String accepted(FlinkJobs.Submission submission) {
    if (submission.jobId().isEmpty()) {
      throw new FaultsException("the job was not accepted: " + submission.output());
    }
    return submission.jobId();
  }

  private static List<String> with(List<String> arguments, int parallelism) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    return all;
  }
}
