package io.shopfunnel.verify.oracle;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells how long each step of a long computation took. */
public final class Steps {
  private final Consumer<String> out;
  private final Map<String, Double> gathered = new LinkedHashMap<>();

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
    tell(name, secondsOf(step));
  }

  /** Runs a step, tells its name and its seconds, and returns what it made. */
  public <T> T timed(String name, Supplier<T> step) {
    long start = System.nanoTime();
    T made = step.get();
    tell(name, secondsSince(start));
    return made;
  }

  /** Runs a part of a step, of which {@link #tellGathered} tells. */
  public void gather(String name, Runnable part) {
    gathered.merge(name, secondsOf(part), Double::sum);
  }

  /** Tells of the steps whose parts were gathered since it last did. */
  public void tellGathered() {
    gathered.forEach(this::tell);
    gathered.clear();
  }

  private static double secondsOf(Runnable step) {
    long start = System.nanoTime();
    step.run();
    return secondsSince(start);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private void tell(String name, double seconds) {
    out.accept(String.format(Locale.ROOT, "  %-42s %8.1f s", name, seconds));
  }
}
