package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.NoAnswerException;
import io.shopfunnel.stack.StackException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Follows a bounded job to its end, and tells how far it is. It waits for a job manager that is
 * being restarted, and finds the job again.
 */
final class JobProgress {
  private static final long POLL_MS = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  // One that has just come back may begin to answer between a question for the job and the next.
  private static final int MOST_LOOKS_IN_VAIN = 5;

  private final FlinkJobs jobs;
  private final String url;
  private final TopicProgress topic;
  private final PrintStream out;
  private final long begin = System.nanoTime();
  private Optional<Long> absentSince = Optional.empty();
  private int looksInVain;
  private long restarts;

  JobProgress(LocalStack stack, String topic, PrintStream out) {
    this.jobs = stack.flinkJobs();
    this.url = stack.flinkUrl().toString();
    this.topic = TopicProgress.of(stack.topics(), topic);
    this.out = out;
  }

  /**
   * Returns when the job has finished.
   *
   * @throws StackException when it fails or is cancelled, is unknown, or Flink is away for too long
   */
  void await(String id) {
    Optional<FlinkJob> job = look(id);
    while (job.isEmpty() || !job.get().isOver()) {
      pause();
      job = look(id);
    }
    if (!job.get().isFinished()) {
      throw new StackException(
          "Job %s is %s. %s See %s/#/job/%s/exceptions and the log of the task manager."
              .formatted(id, job.get().state(), failure(id), url, id));
    }
    say("the job has finished");
  }

  private Optional<FlinkJob> look(String id) {
    try {
      FlinkJob job = jobs.find(id);
      if (!job.isOver()) {
        tell(job);
      }
      return Optional.of(job);
    } catch (NoAnswerException away) {
      bearAbsence(id);
      return Optional.empty();
    }
  }

  private void tell(FlinkJob job) {
    topic.moveTo(jobs.positions(job.id()), seconds());
    if (absentSince.isPresent()) {
      say("the job manager is back, and has the job");
      absentSince = Optional.empty();
      looksInVain = 0;
    }
    String state = job.state().toLowerCase(Locale.ROOT);
    say(job.state().equals("RUNNING") ? topic.words().orElse(state) : state);
    tellRestarts(job.id());
  }

  private void tellRestarts(String id) {
    long now = jobs.restarts(id);
    if (now > restarts) {
      out.printf("          restarted after a failure (%d): %s%n", now, jobs.failure(id));
    }
    // A new job manager counts anew.
    restarts = now;
  }

  private void bearAbsence(String id) {
    long since = absentSince.orElseGet(System::nanoTime);
    absentSince = Optional.of(since);
    Duration absent = Duration.ofNanos(System.nanoTime() - since);
    // Only a job manager that answers all the while can be said not to know the job.
    looksInVain = jobs.answers() ? looksInVain + 1 : 0;
    if (looksInVain == MOST_LOOKS_IN_VAIN) {
      throw new StackException("Flink at %s knows no job %s.".formatted(url, id));
    }
    if (absent.compareTo(PATIENCE) > 0) {
      throw new StackException(
          "Flink has not answered at %s for %d s. The job is not lost: bring the stack up (local-stack up), and follow it with local-stack await %s."
              .formatted(url, absent.toSeconds(), id));
    }
    say("no answer from the job manager; waiting for it");
  }

  private String failure(String id) {
    try {
      return jobs.failure(id);
    } catch (NoAnswerException forgotten) {
      return "Its job manager is gone; what went wrong stands in the logs.";
    }
  }

  private void say(String words) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), words);
    out.flush();
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while waiting for the job.", stop);
    }
  }
}
