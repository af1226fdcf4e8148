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
    all.forEach(StatusCommand::print);
    System.out.printf("  data, logs   %s%n", stack.directory());
    return all.stream().allMatch(ServiceStatus::ready) ? 0 : 1;
  }

  private static void print(ServiceStatus status) {
    String pid = status.pid().map(each -> "pid " + each).orElse("");
    String restarts = status.restarts() == 0 ? "" : "restarted " + status.restarts() + " times";
    String line = "  %-12s %-10s %-12s %s".formatted(status.name(), state(status), pid, restarts);
    System.out.println(line.stripTrailing());
  }

  private static String state(ServiceStatus status) {
    if (status.pid().isPresent()) {
      return status.ready() ? "ready" : "not ready";
    }
    if (status.givenUp()) {
      return "given up";
    }
    return status.stopped() ? "stopped" : "down";
  }
}
