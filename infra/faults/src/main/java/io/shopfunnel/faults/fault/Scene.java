package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.InfluxProxy;
import io.shopfunnel.faults.stage.Replay;
import io.shopfunnel.faults.stage.RunningJob;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * What a fault finds when it falls.
 *
 * @param cluster the services
 * @param job the job that runs
 * @param topic which it reads
 * @param replay what feeds it; empty in a bounded course
 * @param proxy before InfluxDB; empty where the fault needs none
 * @param random of this round: whatever is left to chance is drawn from it
 * @param junk how many records that are no events have been sent
 * @param notes takes what chance has chosen, for the results
 */
public record Scene(
    Cluster cluster,
    RunningJob job,
    String topic,
    Optional<Replay> replay,
    Optional<InfluxProxy> proxy,
    RandomGenerator random,
    AtomicLong junk,
    List<String> notes) {}
