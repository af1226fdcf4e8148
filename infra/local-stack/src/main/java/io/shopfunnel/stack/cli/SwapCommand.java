package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.JobBook;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts the database of one live job in the place of another's. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = {
      "Waits until the job that writes to DATABASE has read and published all that the other live",
      "job has, has readers use DATABASE from then on, Grafana too, which is started again for it,",
      "and stops the other job with a savepoint.",
      "Until then readers see the other job's numbers; never some of both."
    },
    footer = {
      "",
      "Example:",
      "  local-stack swap shop_2",
    })
final class SwapCommand implements Runnable {
  private static final long POLL_MS = 1_000;

  @Mixin private StackOptions options = new StackOptions();

  @Parameters(paramLabel = "DATABASE", description = "That of the job which takes over.")
  private String database = "";

  @Override
  public void run() {
    LocalStack stack = options.stack();
    FlinkJobs jobs = stack.flinkJobs();
    List<FlinkJob> active = jobs.allActive();
    Optional<FlinkJob> next = active.stream().filter(job -> writes(stack.jobBook(), job)).findAny();
    if (next.isEmpty()) {
      throw new StackException(
          "No job that runs writes to database %s; start one with: make rebuild"
              .formatted(database));
    }
    Optional<FlinkJob> old = active.stream().filter(job -> !job.equals(next.get())).findAny();
    if (old.isPresent()) {
      catchUp(jobs, next.get(), old.get(), System.out);
    }
    boolean isShown = stack.readFrom(database);
    System.out.printf("Readers use database %s from now on.%n", database);
    System.out.println(
        isShown
            ? "Grafana has been started again, and shows it."
            : "No Grafana runs; the next that the stack starts shows it.");
    if (old.isPresent()) {
      String savepoint = jobs.stop(old.get().id(), false);
      System.out.printf("Stopped %s; its savepoint is %s%n", old.get().id(), savepoint);
    }
  }

  private boolean writes(JobBook book, FlinkJob job) {
    return book.arguments(job.id())
        .filter(arguments -> new JobArguments(arguments).database().equals(database))
        .isPresent();
  }

  /** Returns when all that the old job had read at first is read, and published, by the next. */
  private static void catchUp(FlinkJobs jobs, FlinkJob next, FlinkJob old, PrintStream out) {
    Map<Integer, Long> goal = jobs.positions(old.id());
    long missing = missing(goal, jobs.positions(next.id()));
    while (missing > 0) {
      out.printf(Locale.ROOT, "  %,d offsets to go%n", missing);
      pause();
      missing = missing(goal, jobs.positions(next.id()));
    }
    // What it publishes leaves with a checkpoint: with the next whole one, but one that has begun.
    long published = jobs.checkpoints(next.id()).completed() + 2;
    out.println("  all is read; waiting for it to be published");
    while (jobs.checkpoints(next.id()).completed() < published) {
      pause();
    }
  }

  private static long missing(Map<Integer, Long> goal, Map<Integer, Long> at) {
    return goal.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - at.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted; nothing was swapped.", stop);
    }
  }
}
