package io.shopfunnel.bench.contender;

/** Marks the part of a contender's work that counts. */
public interface Stopwatch {
  /** Consumption begins. */
  void start();

  /** The results are complete. */
  void stop();
}
