package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs.Submission;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      "Refuses while another job runs: two of them would write the same points. One with a database",
      "and a consumer group of its own may run beside it."
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

  @Option(
      names = "--unless-job-runs",
      description = "Submits nothing while a job runs, and says so, rather than to fail.")
  private boolean unlessJobRuns;

  @Parameters(index = "0", paramLabel = "JAR", description = "The shaded job.")
  private Path jar = Path.of("");

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Arguments of the job.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    LocalStack stack = options.stack();
    JobSubmission submission = new JobSubmission(stack);
    Optional<FlinkJob> other = unlessJobRuns ? submission.inTheWay(arguments) : Optional.empty();
    if (other.isPresent()) {
      System.out.printf("Job %s (%s) runs already.%n", other.get().name(), other.get().id());
      return 0;
    }
    Submission submitted = submission.submit(jar, savepoint, arguments);
    if (!submitted.jobId().isEmpty() && wait) {
      new JobProgress(stack, topic, System.out).await(submitted.jobId());
      submission.finished(arguments);
    }
    return JobSubmission.exitCode(submitted);
  }
}
