package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops a job with a savepoint. */
@Command(
    name = "stop-job",
    mixinStandardHelpOptions = true,
    description = {
      "Stops the job that runs, with a savepoint, from which resume goes on.",
      "No event is lost meanwhile: they wait in Kafka."
    },
    footer = {
      "",
      "Examples:",
      "  The only one:                      local-stack stop-job",
      "  One of several:                    local-stack stop-job 7f1a0b6c2d3e4f5061728394a5b6c7d8",
      "  Nothing more will ever come:       local-stack stop-job --drain",
    })
final class StopJobCommand implements Runnable {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--drain",
      description =
          "Closes all windows first, as at the end of a backfill. Begin anew afterwards: it can't be resumed.")
  private boolean drain;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      defaultValue = "",
      description = "Its id; needed only where several run.")
  private String id = "";

  @Override
  public void run() {
    LocalStack stack = options.stack();
    FlinkJobs jobs = stack.flinkJobs();
    FlinkJob job = chosen(jobs.allActive());
    System.out.printf("Stopping %s (%s) with a savepoint.%n", job.name(), job.id());
    String savepoint = jobs.stop(job.id(), drain);
    System.out.printf("Stopped; its savepoint is %s%n", savepoint);
    if (drain) {
      stack.jobBook().forgetStopped();
      System.out.println("All its windows are closed. Begin anew, not from this savepoint.");
    } else {
      stack.jobBook().stopped(job.id(), savepoint);
      System.out.println("Go on with: make resume, or with a new jar: make upgrade");
    }
  }

  private FlinkJob chosen(List<FlinkJob> active) {
    List<FlinkJob> wanted =
        active.stream().filter(job -> id.isEmpty() || job.id().equals(id)).toList();
    if (wanted.isEmpty()) {
      throw new StackException(id.isEmpty() ? "No job runs." : "No job " + id + " runs.");
    }
    if (wanted.size() > 1) {
      throw new StackException(
          wanted.stream()
              .map(job -> "  %s  %s".formatted(job.id(), job.name()))
              .collect(Collectors.joining("\n", "Several jobs run; name one:\n", "")));
    }
    return wanted.get(0);
  }
}
