package io.shopfunnel.job;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Gathers the job's options from where they are given. An argument goes before an environment
 * variable, which goes before a line of the file; so what is given in several places is taken from
 * the nearest.
 */
final class OptionSources {
  private static final String FILE_OPTION = "--options-file";
  private static final String VARIABLE = "SHOPFUNNEL_JOB_";
  private static final String FILE_VARIABLE = VARIABLE + "OPTIONS_FILE";

  private OptionSources() {}

  /** What is to be said of them beside the options themselves. */
  static String help() {
    return """

    Each option is also read from an environment variable, --influx-url from %sINFLUX_URL,
    and from a file of lines like influx-url=http://influxdb:8086, which is named by
    %s FILE or %s. An argument
    goes before a variable, a variable before the file.
    """
        .formatted(VARIABLE, FILE_OPTION, FILE_VARIABLE);
  }

  /**
   * All options as arguments, of which the last of a name counts.
   *
   * @throws InvalidOptionsException where the file of options cannot be read
   */
  static String[] asArguments(List<String> arguments, Map<String, String> environment) {
    List<String> own = new ArrayList<>(arguments);
    String file = environment.getOrDefault(FILE_VARIABLE, "");
    int at = own.indexOf(FILE_OPTION);
    if (at >= 0) {
      own.remove(at);
      file = at < own.size() ? own.remove(at) : "";
      if (file.isBlank() || file.startsWith("--")) {
        throw new InvalidOptionsException(List.of(FILE_OPTION + " needs a value"));
      }
    }
    List<String> all = new ArrayList<>();
    add(all, file.isBlank() ? Map.of() : inFile(Path.of(file)));
    add(all, inEnvironment(environment));
    all.addAll(own);
    return all.toArray(String[]::new);
  }

  private static void add(List<String> arguments, Map<String, String> options) {
    options.forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
  }

  private static Map<String, String> inEnvironment(Map<String, String> environment) {
    Map<String, String> options = new TreeMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(VARIABLE) && !variable.equals(FILE_VARIABLE)) {
            String name = variable.substring(VARIABLE.length());
            options.put(name.toLowerCase(Locale.ROOT).replace('_', '-'), value);
          }
        });
    return options;
  }

  private static Map<String, String> inFile(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidOptionsException(
          List.of(
              "%s %s cannot be read as lines of name=value (%s)".formatted(FILE_OPTION, file, e)));
    }
    Map<String, String> options = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> options.put(n, properties.getProperty(n)));
    return options;
  }
}
