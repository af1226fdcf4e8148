package io.shopfunnel.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A command that can tell what is wrong with its options before it does anything. */
public interface Checked {
  /** A sentence for each mistake; none where all is well. */
  List<String> mistakes();

  /**
   * What the checks that fail say, each of which throws an exception whose message is a sentence.
   *
   * @param checks each of one option, or of some that must fit together
   */
  static List<String> failuresOf(Runnable... checks) {
    return Arrays.stream(checks).flatMap(check -> failure(check).stream()).toList();
  }

  private static Optional<String> failure(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (RuntimeException mistake) {
      return Optional.of(String.valueOf(mistake.getMessage()));
    }
  }
}
