package io.shopfunnel.stack.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts one service. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Starts one service that does not run, and waits until it is ready.",
    footer = {
      "",
      "Example, of a service that was stopped:",
      "  local-stack start kafka-1",
    })
final class StartCommand implements Runnable {
  @Mixin private StackOptions options = new StackOptions();

  @Parameters(paramLabel = "SERVICE", description = "Its name, as status shows it.")
  private String service = "";

  @Override
  public void run() {
    options.stack().start(service);
  }
}
