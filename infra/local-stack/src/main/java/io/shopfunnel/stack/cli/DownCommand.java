package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the stack. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = {
      "Stops every service and keeps its data.",
      "A job that runs is suspended; the next up goes on with it from its last checkpoint."
    },
    footer = {
      "",
      "Example:",
      "  local-stack down",
    })
final class DownCommand implements Runnable {
  @Mixin private StackOptions options = new StackOptions();

  @Override
  public void run() {
    LocalStack stack = options.stack();
    boolean wasUp = stack.anyRunning();
    if (wasUp) {
      System.out.println("Stopping; brokers hand over their partitions, which takes some seconds.");
      stack.down();
    }
    options.file().delete();
    System.out.printf(
        "%s Data and logs are kept in %s; make clean removes them.%n",
        wasUp ? "No service runs any more." : "Nothing was running.", stack.directory());
  }
}
