package io.shopfunnel.bench.result;

import java.util.Map;

/**
 * One run of one contender, its results found right.
 *
 * @param contender its name
 * @param round from 1
 * @param seconds from the beginning of consumption to complete results
 * @param cpuSeconds of its process, or of the task manager
 * @param peakBytes the most resident memory of that process
 * @param brokerCpuSeconds of the three brokers together
 * @param influxCpuSeconds of InfluxDB
 * @param elsewhereCpuSeconds of all else on the machine: the bench itself, and whatever else ran
 * @param facts further figures by name, such as points written
 */
public record Measurement(
    String contender,
    int round,
    double seconds,
    double cpuSeconds,
    long peakBytes,
    double brokerCpuSeconds,
    double influxCpuSeconds,
    double elsewhereCpuSeconds,
    Map<String, Double> facts) {

  /** Keeps a copy of the facts. */
  public Measurement {
    facts = Map.copyOf(facts);
  }

  /** A further figure; 0 where it is not known. */
  public double fact(String name) {
    return facts.getOrDefault(name, 0.0);
  }
}
