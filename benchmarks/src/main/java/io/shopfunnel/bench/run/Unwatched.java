package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.Stopwatch;

/** A watch for work that is not timed. */
enum Unwatched implements Stopwatch {
  /** The only one. */
  INSTANCE;

  @Override
  public void start() {}

  @Override
  public void stop() {}
}
