package io.shopfunnel.replayer.cli;

import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.csv.InputMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The sources that are named on the command line, and what their events call them. */
final class SourceNames {
  static final String STANDARD_INPUT = "-";

  /** What a file system allows, and far less than a text of an event may have. */
  private static final int MOST_CHARACTERS = 255;

  private SourceNames() {}

  /**
   * Opens the sources.
   *
   * @param files paths, and {@code -} for standard input
   * @param given a name for each of them; or one for standard input; or none
   * @throws UserMistake where names do not fit, or two sources have the same
   */
  static List<CsvSource> open(List<String> files, List<String> given, InputStream standardInput)
      throws InputMistake, IOException {
    check(files, given);
    List<CsvSource> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < files.size(); i++) {
      String file = files.get(i);
      String name = given.size() == files.size() ? given.get(i) : name(file, given);
      CsvSource source =
          file.equals(STANDARD_INPUT)
              ? CsvSource.ofStandardInput(name, standardInput)
              : CsvSource.ofFile(Path.of(file), name);
      if (!names.add(name)) {
        throw new UserMistake(
            "Two sources are called %s, and their events would have the same ids: tell them apart"
                    .formatted(name)
                + " by one --source-name for each FILE, in the same order.");
      }
      sources.add(source);
    }
    return sources;
  }

  private static String name(String file, List<String> given) {
    if (file.equals(STANDARD_INPUT)) {
      return given.isEmpty() ? "stdin" : given.get(0);
    }
    return String.valueOf(Path.of(file).getFileName());
  }

  private static void check(List<String> files, List<String> given) {
    boolean forStandardInput =
        given.size() == 1 && Collections.frequency(files, STANDARD_INPUT) == 1;
    if (!given.isEmpty() && given.size() != files.size() && !forStandardInput) {
      throw new UserMistake(
          "--source-name stands there %d times for %d FILEs: give one for each, in the same order."
              .formatted(given.size(), files.size()));
    }
    for (String name : given) {
      if (name.isBlank() || name.length() > MOST_CHARACTERS) {
        throw new UserMistake(
            "--source-name '%s' should have 1 to %d characters.".formatted(name, MOST_CHARACTERS));
      }
    }
  }
}
