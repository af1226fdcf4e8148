package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops one service. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops one service, which stays down until start or up.",
    footer = {
      "",
      "Examples:",
      "  Politely:                  local-stack stop influxdb",
      "  An outage of it:           local-stack stop --kill influxdb",
      "  And back again:            local-stack start influxdb",
    })
final class StopCommand implements Runnable {
  @Mixin private StackOptions options = new StackOptions();

  @Option(names = "--kill", description = "Ends it as kill -9 does.")
  private boolean kill;

  @Parameters(paramLabel = "SERVICE", description = "Its name, as status shows it.")
  private String service = "";

  @Override
  public void run() {
    LocalStack stack = options.stack();
    if (kill) {
      stack.stopAtOnce(service);
    } else {
      stack.stop(service);
    }
    System.out.printf(
        "%s stays down. Start it again with: local-stack start %s%n", service, service);
  }
}
