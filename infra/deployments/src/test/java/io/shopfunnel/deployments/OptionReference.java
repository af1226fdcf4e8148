package io.shopfunnel.deployments;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page of all options, from what the programs declare. */
final class OptionReference {
  private static final String SOURCES =
      """

      Each option of a command is given as an argument, as an environment variable (`%1$s` as
      `%2$s_%3$s`), or as a line `name=value` of the file that `--options-file` or
      `%2$s_OPTIONS_FILE` names. An argument goes before a variable, a variable before
      the file. A variable or a line that is no option of any command is a mistake. Every mistake, wherever it stands,
      is told at once.
      """;

  private OptionReference() {}

  static String page() throws Exception {
    return """
    # All options

    Written by `make reference` from the programs themselves, and held current by a test: do not edit.

    ## The job

    Each option is given as an argument, as an environment variable, or as a line `name=value` of the file that
    `--options-file` or `SHOPFUNNEL_JOB_OPTIONS_FILE` names. An argument goes before a variable, a variable
    before the file. Times are written as 30s, 10m, 1h or 1d. Every mistake, wherever it stands, is told at once.

    | option | variable | default | meaning |
    |---|---|---|---|
    """
        + Programs.jobOptions().stream().map(OptionReference::row).collect(Collectors.joining())
        + program("The replayer", Programs.replayer())
        + program("Verify", Programs.verify());
  }

  private static String row(Programs.JobOption option) {
    return "| `--%s` | `%s` | %s | %s |%n"
        .formatted(
            option.name(), option.variable(), code(option.defaultValue()), cell(option.meaning()));
  }

  private static String program(String title, CommandLine program) {
    String name = program.getCommandName();
    String head = "%n## %s%n%n%s%n".formatted(title, description(program.getCommandSpec()));
    return head
        + SOURCES.formatted(
            name.equals("replayer") ? "--brokers" : "--influx-url",
            "SHOPFUNNEL_" + name.toUpperCase(Locale.ROOT),
            name.equals("replayer") ? "BROKERS" : "INFLUX_URL")
        + program.getSubcommands().values().stream()
            .distinct()
            .map(CommandLine::getCommandSpec)
            .map(OptionReference::command)
            .collect(Collectors.joining());
  }

  private static String command(CommandSpec command) {
    return "%n### %s%n%n%s%n%n| option | default | meaning |%n|---|---|---|%n"
            .formatted(command.qualifiedName(), description(command))
        + Stream.concat(
                command.positionalParameters().stream()
                    .map(parameter -> row("`" + parameter.paramLabel() + "`", parameter)),
                command.options().stream()
                    .filter(
                        option ->
                            !option.hidden()
                                && !option.usageHelp()
                                && !option.versionHelp()
                                && !option.longestName().equals("--options-file"))
                    .map(option -> row(names(option), option)))
            .collect(Collectors.joining());
  }

  private static String names(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return Arrays.stream(option.names())
        .map(name -> "`" + name + value + "`")
        .collect(Collectors.joining(", "));
  }

  private static String row(String name, ArgSpec argument) {
    String value = argument.defaultValue() == null ? "" : argument.defaultValue();
    // The page has a column for it.
    String meaning =
        String.join(" ", argument.description())
            .replaceAll("\\s*\\(?[Dd]efault:? " + Pattern.quote(value) + "\\)?\\.?$", "");
    return "| %s | %s | %s |%n".formatted(name, code(value), cell(meaning));
  }

  private static String description(CommandSpec command) {
    return String.join(" ", command.usageMessage().description()).strip();
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ").replace("%n", " ").strip();
  }
}
