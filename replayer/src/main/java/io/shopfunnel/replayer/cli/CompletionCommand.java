package io.shopfunnel.replayer.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the shell's completion script. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh.",
    footer = {
      "",
      "Example, for the shell that runs:",
      "  alias replayer='java -jar replayer/target/replayer.jar'",
      "  source <(replayer completion)"
    })
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().print(AutoComplete.bash("replayer", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
  }
}
