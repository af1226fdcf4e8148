package io.shopfunnel.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command unless anything is wrong with its options, and then tells all of it. */
final class AllMistakes implements IExecutionStrategy {
  private final OptionSources sources;

  AllMistakes(OptionSources sources) {
    this.sources = sources;
  }

  @Override
  public int execute(ParseResult parsed) {
    if (!asksForHelp(parsed)) {
      throwAll(parsed);
    }
    return new RunLast().execute(parsed);
  }

  private static boolean asksForHelp(ParseResult parsed) {
    return parsed.isUsageHelpRequested()
        || parsed.isVersionHelpRequested()
        || (parsed.hasSubcommand() && asksForHelp(parsed.subcommand()));
  }

  private void throwAll(ParseResult parsed) {
    List<ParameterException> errors = errors(parsed);
    List<String> sentences = new ArrayList<>();
    errors.forEach(error -> sentences.add(String.valueOf(error.getMessage())));
    sentences.addAll(sources.unknown());
    CommandLine command = last(parsed).commandSpec().commandLine();
    // One that cannot be read keeps picocli from giving the others their defaults.
    boolean readable = errors.isEmpty() || errors(withoutThose(parsed, errors)).isEmpty();
    if (readable && command.getCommand() instanceof Checked checked) {
      sentences.addAll(checked.mistakes());
    }
    if (errors.size() == 1 && sentences.size() == 1) {
      throw errors.get(0);
    }
    if (!sentences.isEmpty()) {
      throw new ParameterException(command, String.join("\n", sentences));
    }
  }

  /** Reads once more what has no error. */
  private ParseResult withoutThose(ParseResult parsed, List<ParameterException> errors) {
    List<String> arguments = new ArrayList<>(parsed.originalArgs());
    for (ParameterException error : errors) {
      if (error.getArgSpec() instanceof OptionSpec option) {
        sources.refuse(option);
        remove(arguments, option);
      } else if (error instanceof UnmatchedArgumentException unmatched) {
        arguments.removeAll(unmatched.getUnmatched());
      }
    }
    CommandLine program = parsed.commandSpec().commandLine();
    return program.parseArgs(arguments.toArray(String[]::new));
  }

  private static void remove(List<String> arguments, OptionSpec option) {
    for (String name : option.names()) {
      arguments.removeIf(argument -> argument.startsWith(name + "="));
      for (int at = arguments.indexOf(name); at >= 0; at = arguments.indexOf(name)) {
        arguments.remove(at);
        if (option.arity().max() > 0 && at < arguments.size()) {
          arguments.remove(at);
        }
      }
    }
  }

  private static ParseResult last(ParseResult parsed) {
    return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
  }

  private static List<ParameterException> errors(ParseResult parsed) {
    List<ParameterException> errors = new ArrayList<>();
    addErrors(errors, parsed);
    if (parsed.hasSubcommand()) {
      errors.addAll(errors(parsed.subcommand()));
    }
    return errors;
  }

  private static void addErrors(List<ParameterException> errors, ParseResult parsed) {
    for (Exception error : parsed.errors()) {
      errors.add(
          error instanceof ParameterException known
              ? known
              : new ParameterException(
                  parsed.commandSpec().commandLine(), String.valueOf(error.getMessage())));
    }
  }
}
