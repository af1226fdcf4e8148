package io.shopfunnel.bench.run;

import io.shopfunnel.bench.result.Measurement;

/** Runs one entrant once. */
interface Runner {
  /**
   * Lets it warm up, and measures it.
   *
   * @throws BenchException where it fails, or its results are wrong
   */
  Measurement run(Entrant entrant, int round);
}
