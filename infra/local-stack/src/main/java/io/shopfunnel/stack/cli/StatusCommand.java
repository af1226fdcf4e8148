package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.ServiceStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how the services are. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells how each service is; exit code 1 when one is not ready.",
    footer = {
      "",
      "Examples:",
      "  local-stack status",
      "  Of another stack:   local-stack status --dir /tmp/other",
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private StackOptions options = new StackOptions();

  @Override
  public Integer call() {
    LocalStack stack = options.stack();
    List<ServiceStatus> all = stack.status();
    for (ServiceStatus status : all) {
      String state = status.pid().isEmpty() ? "down" : status.ready() ? "ready" : "not ready";
      System.out.printf(
          "  %-12s %-10s %s%n",
          status.name(), state, status.pid().map(pid -> "pid " + pid).orElse(""));
    }
    System.out.printf("  data, logs   %s%n", stack.directory());
    return all.stream().allMatch(ServiceStatus::ready) ? 0 : 1;
  }
}
