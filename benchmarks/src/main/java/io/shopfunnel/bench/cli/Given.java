package io.shopfunnel.bench.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a command was given.
 *
 * @param spec that of the command
 */
record Given(CommandSpec spec) {
  /**
   * Checks a number.
   *
   * @throws ParameterException where it is out of bounds, both of which are allowed
   */
  void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s %d should be a number from %d to %d.".formatted(option, value, least, most));
    }
  }

  /** As one calls it from the repository; the first argument is the command's own name. */
  String madeBy(String target) {
    List<String> all = spec.commandLine().getParseResult().originalArgs();
    String options = all.stream().skip(1).collect(Collectors.joining(" "));
    return options.isEmpty()
        ? "make " + target
        : "make %s OPTIONS=\"%s\"".formatted(target, options);
  }
}
