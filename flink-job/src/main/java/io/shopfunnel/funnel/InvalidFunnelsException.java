package io.shopfunnel.funnel;

import java.util.List;

/** Says everything that is wrong with a funnel file, each problem with its line and key. */
public final class InvalidFunnelsException extends RuntimeException {
  private final List<String> problems;

  InvalidFunnelsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each problem. */
  public List<String> problems() {
    return problems;
  }
}
