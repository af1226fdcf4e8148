package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJobs.Submission;
import io.shopfunnel.stack.JobBook;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with the job that was stopped last. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Goes on with the job that was stopped last, from its savepoint: with the same jar and",
      "arguments, unless others are given. Returns when it has taken its next checkpoint; one that",
      "can't go on is cancelled, and the savepoint stays."
    },
    footer = {
      "",
      "Examples:",
      "  As it was:             local-stack resume",
      "  At another width:      local-stack resume -- --parallelism 4",
      "  With a new jar:        local-stack resume --jar flink-job/target/shop-funnel-job.jar",
    })
final class ResumeCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description = "The shaded job (default: the jar that it ran with).")
  private @Nullable Path jar;

  @Parameters(
      paramLabel = "ARGUMENT",
      arity = "0..*",
      description = "Arguments of the job, which go before those that it had.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    LocalStack stack = options.stack();
    JobBook.Stopped stopped =
        stack
            .jobBook()
            .lastStopped()
            .orElseThrow(
                () ->
                    new StackException(
                        "No job was stopped here with a savepoint (make stop-job), or one has begun anew since. Start one with: make live"));
    List<String> all = new ArrayList<>(stopped.arguments());
    all.addAll(arguments);
    Submission submission =
        new JobSubmission(stack)
            .submit(jar == null ? stopped.jar() : jar, stopped.savepoint(), all);
    if (!submission.jobId().isEmpty()) {
      new FirstCheckpoint(stack.flinkJobs(), System.out).await(submission.jobId());
    }
    return JobSubmission.exitCode(submission);
  }
}
