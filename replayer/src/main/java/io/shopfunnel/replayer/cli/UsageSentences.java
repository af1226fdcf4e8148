package io.shopfunnel.replayer.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;

/** Says what is wrong with a command line, a sentence each, and where the whole help is. */
final class UsageSentences implements CommandLine.IParameterExceptionHandler {
  @Override
  public int handleParseException(CommandLine.ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String said =
        String.valueOf(mistake.getMessage())
            .lines()
            .map(UsageSentences::sentence)
            .collect(Collectors.joining("\nreplayer: "));
    command.getErr().printf("replayer: %s See '%s --help'.%n", said, name);
    CommandLine.UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
    command.getErr().flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String sentence(String message) {
    String said =
        message.replaceFirst("cannot convert ('.*?') to class .*", "$1 is not of that form");
    return said.endsWith(".") ? said : said + ".";
  }
}
