package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackException;
import io.shopfunnel.stack.Topics;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Follows a bounded job to its end, and tells how far it is. */
final class JobProgress {
  private static final long POLL_MS = 2_000;

  private final FlinkJobs jobs;
  private final String url;
  private final long total;
  private final PrintStream out;
  private final long begin = System.nanoTime();
  private long restarts;
  private long readBefore;
  private double lastAsked;
  private double readingSince;

  JobProgress(LocalStack stack, String topic, PrintStream out) {
    this.jobs = stack.flinkJobs();
    this.url = stack.flinkUrl().toString();
    this.total = new Topics(stack.brokers()).size(List.of(topic));
    this.out = out;
  }

  /**
   * Returns when the job has finished.
   *
   * @throws StackException when it fails or is cancelled
   */
  void await(String id) {
    FlinkJob job = jobs.find(id);
    while (!job.isOver()) {
      pause();
      tell(job, jobs.recordsRead(id));
      tellRestarts(id);
      job = jobs.find(id);
    }
    if (!job.isFinished()) {
      throw new StackException(
          "Job %s is %s. %s See %s/#/job/%s/exceptions and the log of the task manager."
              .formatted(id, job.state(), jobs.failure(id), url, id));
    }
    out.printf(Locale.ROOT, "%6.1f s  the job has finished%n", seconds());
  }

  private void tell(FlinkJob job, OptionalLong read) {
    if (read.isEmpty()) {
      lastAsked = seconds();
      out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), job.state().toLowerCase(Locale.ROOT));
    } else {
      out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), progress(read.getAsLong()));
    }
    out.flush();
  }

  private String progress(long read) {
    if (readBefore == 0) {
      // The rate counts from when reading began: a job takes some seconds to be deployed.
      readingSince = lastAsked;
    }
    readBefore = read;
    lastAsked = seconds();
    double rate = read / Math.max(lastAsked - readingSince, 0.001);
    String counted = "%,d events read, %,.0f/s".formatted(read, rate);
    if (total == 0) {
      return counted;
    }
    if (read >= total) {
      return counted + ", 100 %; closing the last windows";
    }
    String left = rate > 0 ? "%.0f s left".formatted((total - read) / rate) : "time left unknown";
    return counted + ", %.0f %%, %s".formatted(100.0 * read / total, left);
  }

  private void tellRestarts(String id) {
    long now = jobs.restarts(id);
    if (now > restarts) {
      restarts = now;
      out.printf("          restarted after a failure (%d): %s%n", now, jobs.failure(id));
    }
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
