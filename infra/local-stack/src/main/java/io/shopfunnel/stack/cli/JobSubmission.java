package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.FlinkJobs.Submission;
import io.shopfunnel.stack.JobBook;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Submits a job beside those that run, unless they would disturb each other. */
final class JobSubmission {
  private final LocalStack stack;
  private final FlinkJobs jobs;
  private final JobBook book;

  JobSubmission(LocalStack stack) {
    this.stack = stack;
    this.jobs = stack.flinkJobs();
    this.book = stack.jobBook();
  }

  /** A running job that this one would disturb. */
  Optional<FlinkJob> inTheWay(List<String> arguments) {
    JobArguments wanted = new JobArguments(arguments);
    return jobs.allActive().stream()
        .filter(
            job ->
                book.arguments(job.id())
                    .map(known -> new JobArguments(known).disturbs(wanted))
                    .orElse(true))
        .findFirst();
  }

  /**
   * Submits it, from a savepoint unless that is empty.
   *
   * @return what came of it; where there is a job's id, the book holds the job
   * @throws StackException when a job that runs is in the way
   */
  Submission submit(Path jar, String savepoint, List<String> arguments) {
    inTheWay(arguments)
        .ifPresent(
            job -> {
              throw new StackException(
                  "%s A second job would write the same points, unless --influx-database and --group-id name others."
                      .formatted(jobs.describeActive(job)));
            });
    Path copy = book.copy(jar);
    createDatabase(new JobArguments(arguments));
    Submission submission =
        savepoint.isEmpty()
            ? jobs.submit(copy, arguments)
            : jobs.resume(copy, savepoint, arguments);
    if (submission.jobId().isEmpty()) {
      System.err.println(submission.output());
      System.err.println("The job was not submitted.");
      return submission;
    }
    book.submitted(
        submission.jobId(), arguments, jobs.allActive().stream().map(FlinkJob::id).toList());
    System.out.printf(
        "Submitted as job %s: %s/#/job/%s%n",
        submission.jobId(), stack.flinkUrl(), submission.jobId());
    return submission;
  }

  /** Marks what a backfill that has finished counted; whoever looks at a dashboard sees it. */
  void finished(List<String> arguments) {
    JobArguments submitted = new JobArguments(arguments);
    if (submitted.isBackfill() && writesHere(submitted)) {
      stack.influxDatabase(submitted.database()).markBackfill(Instant.now());
    }
  }

  /** Only the stack's own program may create databases; the job may but write to this one. */
  private void createDatabase(JobArguments wanted) {
    if (writesHere(wanted)) {
      stack.influxDatabase(wanted.database()).create();
    }
  }

  private boolean writesHere(JobArguments job) {
    return job.influx().equals(stack.influxUrl().toString());
  }

  /** The exit code of a submission: a wrong command line of the job is told apart. */
  static int exitCode(Submission submission) {
    if (!submission.jobId().isEmpty()) {
      return 0;
    }
    return submission.exitCode() == 2 ? 2 : 1;
  }
}
