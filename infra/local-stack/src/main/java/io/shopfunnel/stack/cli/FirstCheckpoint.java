package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.NoAnswerException;
import io.shopfunnel.stack.StackException;
import java.io.PrintStream;

/**
 * Waits for the first checkpoint of a job that was started from a savepoint: then it has taken over
 * the state, reads, and writes.
 */
final class FirstCheckpoint {
  private static final long POLL_MS = 500;

  /** A service that is away for a moment makes a job fail once or twice. */
  private static final int MOST_RESTARTS = 3;

  private final FlinkJobs jobs;
  private final PrintStream out;

  FirstCheckpoint(FlinkJobs jobs, PrintStream out) {
    this.jobs = jobs;
    this.out = out;
  }

  /**
   * Returns when it is there.
   *
   * @throws StackException when the job can't go on; it does not run any more then
   */
  void await(String id) {
    while (!isThere(id)) {
      pause();
    }
    out.println("It goes on from the savepoint, and has taken its first checkpoint.");
  }

  private boolean isThere(String id) {
    try {
      FlinkJob job = jobs.find(id);
      if (job.isOver()) {
        throw hopeless(id);
      }
      if (job.state().equals("RUNNING") && jobs.restarts(id) >= MOST_RESTARTS) {
        StackException why = hopeless(id);
        jobs.cancel(id);
        throw why;
      }
      return jobs.checkpoints(id).completed() > 0;
    } catch (NoAnswerException beginning) {
      // A job that is being set up has no checkpoints to tell of yet.
      return false;
    }
  }

  private StackException hopeless(String id) {
    return new StackException(
        "Job %s can't go on from the savepoint: %s%nThe savepoint stays; go on with the jar that took it: make resume"
            .formatted(id, jobs.failure(id)));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted; the job has been submitted, and goes on.", stop);
    }
  }
}
