package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits for a job. */
@Command(
    name = "await",
    mixinStandardHelpOptions = true,
    description = "Waits until a job has finished; exit code 1 when it fails or is cancelled.",
    footer = {
      "",
      "Example, with the id that submit has told:",
      "  local-stack await 7f1a0b6c2d3e4f5061728394a5b6c7d8",
    })
final class AwaitCommand implements Runnable {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "shop-events",
      description = "Topic whose size progress is measured against (${DEFAULT-VALUE}).")
  private String topic = "shop-events";

  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String job = "";

  @Override
  public void run() {
    LocalStack stack = options.stack();
    new JobProgress(stack, topic, System.out).await(job);
  }
}
