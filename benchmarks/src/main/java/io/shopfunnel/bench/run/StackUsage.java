package io.shopfunnel.bench.run;

/**
 * CPU seconds at one moment, or between two.
 *
 * @param machine of everything
 * @param brokers of the three together
 * @param influx of InfluxDB
 */
record StackUsage(double machine, double brokers, double influx) {
  StackUsage since(StackUsage before) {
    return new StackUsage(
        machine - before.machine, brokers - before.brokers, influx - before.influx);
  }

  /** What neither the parts named here nor a contender has used. */
  double elsewhere(double contender) {
    return Math.max(0, machine - brokers - influx - contender);
  }
}
