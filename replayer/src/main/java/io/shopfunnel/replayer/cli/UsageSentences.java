package io.shopfunnel.replayer.cli;

import picocli.CommandLine;

/** Says what is wrong with a command line in one sentence, and where the whole help is. */
final class UsageSentences implements CommandLine.IParameterExceptionHandler {
  @Override
  public int handleParseException(CommandLine.ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String said =
        String.valueOf(mistake.getMessage())
            .replaceFirst("cannot convert ('.*?') to class .*", "$1 is not of that form");
    command
        .getErr()
        .printf("replayer: %s%s See '%s --help'.%n", said, said.endsWith(".") ? "" : ".", name);
    CommandLine.UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
