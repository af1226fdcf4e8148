package io.shopfunnel.stack.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Kills one service. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description = {
      "Kills one service as kill -9 does, to see how the others bear it.",
      "That is a crash: the supervisor starts it again. For an outage, see stop --kill."
    },
    footer = {
      "",
      "Example, and what came of it:",
      "  local-stack kill kafka-1",
      "  local-stack status",
    })
final class KillCommand implements Runnable {
  @Mixin private StackOptions options = new StackOptions();

  @Parameters(paramLabel = "SERVICE", description = "Its name, as status shows it.")
  private String service = "";

  @Override
  public void run() {
    options.stack().kill(service);
    System.out.printf("Killed %s. The supervisor starts it again.%n", service);
  }
}
