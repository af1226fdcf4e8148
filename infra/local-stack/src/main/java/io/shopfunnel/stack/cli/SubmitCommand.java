package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.FlinkJobs.Submission;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a job jar to the cluster. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Submits a job jar to the cluster, as `flink run -d` does.",
      "Refuses while another job runs: two of them would write the same points."
    },
    footer = {
      "",
      "Example, a backfill, with the job's own options after --:",
      "  local-stack submit --wait -- flink-job/target/shop-funnel-job.jar --bounded true",
    })
final class SubmitCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "shop-events",
      description = "Topic whose size progress is measured against (${DEFAULT-VALUE}).")
  private String topic = "shop-events";

  @Option(
      names = "--savepoint",
      paramLabel = "FOLDER",
      defaultValue = "",
      description = "Goes on from where this savepoint was taken; default: from the beginning.")
  private String savepoint = "";

  @Option(names = "--wait", description = "Waits until the job has finished, and shows progress.")
  private boolean wait;

  @Parameters(index = "0", paramLabel = "JAR", description = "The shaded job.")
  private Path jar = Path.of("");

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Arguments of the job.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    LocalStack stack = options.stack();
    FlinkJobs jobs = stack.flinkJobs();
    jobs.active()
        .ifPresent(
            job -> {
              throw new StackException(
                  "%s A second job would write the same points."
                      .formatted(jobs.describeActive(job)));
            });
    Submission submission =
        savepoint.isEmpty() ? jobs.submit(jar, arguments) : jobs.resume(jar, savepoint, arguments);
    if (submission.jobId().isEmpty()) {
      System.err.println(submission.output());
      System.err.println("The job was not submitted.");
      return submission.exitCode() == 2 ? 2 : 1;
    }
    System.out.printf(
        "Submitted as job %s: %s/#/job/%s%n",
        submission.jobId(), stack.flinkUrl(), submission.jobId());
    if (wait) {
      new JobProgress(stack, topic, System.out).await(submission.jobId());
    }
    return 0;
  }
}
