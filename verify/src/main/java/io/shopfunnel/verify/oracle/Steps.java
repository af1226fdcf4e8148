package io.shopfunnel.verify.oracle;

import java.util.Locale;
import java.util.function.Consumer;

/** Tells how long each step of a long computation took. */
public final class Steps {
  private final Consumer<String> out;

  /** Steps told to that listener, one line each. */
  public Steps(Consumer<String> out) {
    this.out = out;
  }

  /** Steps that nobody hears of. */
  public static Steps silent() {
    return new Steps(line -> {});
  }

  /** Says something between the steps. */
  public void say(String line) {
    out.accept(line);
  }

  /** Runs a step, and tells its name and its seconds. */
  public void time(String name, Runnable step) {
    long start = System.nanoTime();
    step.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    out.accept(String.format(Locale.ROOT, "  %-42s %8.1f s", name, seconds));
  }
}
