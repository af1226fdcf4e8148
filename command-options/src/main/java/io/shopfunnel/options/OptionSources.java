package io.shopfunnel.options;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Gathers the options of a program from where they are given. An argument goes before an
 * environment variable, which goes before a line of the file; so what is given in several places is
 * taken from the nearest.
 */
public final class OptionSources implements IDefaultValueProvider {
  private static final String FILE = "options-file";

  private final String variables;
  private final Map<String, String> environment;
  private final Set<String> names = new TreeSet<>();
  private final Set<String> refused = new TreeSet<>();
  private @Nullable Map<String, String> file;

  private OptionSources(String program, Map<String, String> environment) {
    this.variables = "SHOPFUNNEL_" + program.toUpperCase(Locale.ROOT) + "_";
    this.environment = environment;
  }

  /**
   * Has all commands of a program take their options from everywhere, and tell all mistakes in them
   * at once.
   *
   * @param program whose own name is part of the variables' names
   * @param environment the environment's variables
   * @return the program
   */
  public static CommandLine addTo(CommandLine program, Map<String, String> environment) {
    OptionSources sources = new OptionSources(program.getCommandName(), environment);
    leaves(program)
        .forEach(
            command -> {
              CommandSpec spec = command.getCommandSpec();
              spec.options().forEach(option -> sources.names.add(name(option)));
              spec.addOption(sources.fileOption());
              spec.parser().collectErrors(true);
            });
    program.getCommandSpec().parser().collectErrors(true);
    return program.setDefaultValueProvider(sources).setExecutionStrategy(new AllMistakes(sources));
  }

  private static Stream<CommandLine> leaves(CommandLine program) {
    return program.getSubcommands().values().stream().distinct();
  }

  private OptionSpec fileOption() {
    return OptionSpec.builder("--" + FILE)
        .paramLabel("FILE")
        .type(Path.class)
        .converters((ITypeConverter<Path>) this::read)
        .description(
            ("A file of options, in lines of name=value. Each is also read from a variable,"
                    + " %1$sNAME, the file too: %1$s%2$s. An argument goes before a variable, a variable before the file.")
                .formatted(variables, variable(FILE)))
        .build();
  }

  private Path read(String text) {
    Properties properties = new Properties();
    try {
      Path path = Path.of(text);
      try (Reader reader = Files.newBufferedReader(path)) {
        properties.load(reader);
      }
      Map<String, String> options = new TreeMap<>();
      properties.stringPropertyNames().forEach(n -> options.put(n, properties.getProperty(n)));
      file = options;
      return path;
    } catch (IOException | IllegalArgumentException e) {
      throw new TypeConversionException(text + " cannot be read as lines of name=value");
    }
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)
        || option.usageHelp()
        || option.versionHelp()
        || refused.contains(name(option))) {
      return null;
    }
    String variable = environment.get(variables + variable(name(option)));
    return variable != null || name(option).equals(FILE) ? variable : file().get(name(option));
  }

  /** Gives this option its own default from now on, as what stands elsewhere cannot be read. */
  void refuse(OptionSpec option) {
    refused.add(name(option));
  }

  /** The file that an argument names has been read by now; else that of the variable. */
  private Map<String, String> file() {
    String named = environment.getOrDefault(variables + variable(FILE), "");
    if (file == null && !named.isBlank()) {
      try {
        var unused = read(named);
      } catch (TypeConversionException told) {
        // It is told where the option itself is read.
        file = Map.of();
      }
    }
    return Objects.requireNonNullElse(file, Map.of());
  }

  /** A sentence for each name in the environment or the file that no command has as an option. */
  List<String> unknown() {
    Stream<String> inEnvironment =
        environment.keySet().stream()
            .filter(variable -> variable.startsWith(variables))
            .map(variable -> variable.substring(variables.length()))
            .filter(name -> names.stream().noneMatch(known -> variable(known).equals(name)))
            .filter(name -> !name.equals(variable(FILE)))
            .map(
                name ->
                    "The variable %s%s is no option of any command.".formatted(variables, name));
    Stream<String> inFile =
        file().keySet().stream()
            .filter(name -> !names.contains(name))
            .map(name -> "'%s' in the file of options is none of any command.".formatted(name));
    return Stream.concat(inEnvironment.sorted(), inFile).collect(Collectors.toList());
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
