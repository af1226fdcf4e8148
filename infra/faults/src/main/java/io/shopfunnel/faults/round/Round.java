package io.shopfunnel.faults.round;

import io.shopfunnel.faults.fault.Course;
import io.shopfunnel.faults.fault.Fault;
import io.shopfunnel.faults.fault.MissedException;
import io.shopfunnel.faults.fault.Scene;
import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.InfluxProxy;
import io.shopfunnel.faults.stage.Replay;
import io.shopfunnel.faults.stage.RunningJob;
import io.shopfunnel.faults.stage.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;

/** One run of the job, on which a fault falls. */
final class Round {
  static final String DATABASE = "faults_round";

  // A bounded job is soon done; a live one has so much to come yet.
  private static final long BOUNDED_SPREAD_MS = 600;
  private static final long LIVE_SPREAD_MS = 4_000;
  private static final int LIVE_SECONDS = 12;
  private static final int LONG_LIVE_SECONDS = 75;

  private final Cluster cluster;
  private final RoundPlan plan;
  private final PreparedInput input;
  private final Path log;
  private final Fault fault;
  private final String group;
  private final RandomGenerator random;
  private final List<String> notes = new ArrayList<>();
  private final AtomicLong junk = new AtomicLong();

  Round(Cluster cluster, RoundPlan plan, PreparedInput input, String group, Path log) {
    this.cluster = cluster;
    this.plan = plan;
    this.input = input;
    this.log = log;
    this.fault = plan.fault();
    this.group = group;
    this.random = plan.random();
  }

  /** Plays it up to the job's end; what is in the database is then looked at by others. */
  Strike play() {
    if (!fault.needsProxy()) {
      return play(Optional.empty());
    }
    try (InfluxProxy proxy = InfluxProxy.start(cluster.influxUrl())) {
      return play(Optional.of(proxy));
    }
  }

  /** How many records that are no events were sent. */
  long junk() {
    return junk.get();
  }

  /** What chance has chosen. */
  List<String> notes() {
    return notes;
  }

  private Strike play(Optional<InfluxProxy> proxy) {
    JobArguments arguments = new JobArguments(cluster).with(fault.jobOptions());
    proxy.map(InfluxProxy::url).ifPresent(arguments::influx);
    return plan.course() == Course.BOUNDED
        ? playBounded(arguments, proxy)
        : playLive(arguments, proxy);
  }

  private Strike playBounded(JobArguments arguments, Optional<InfluxProxy> proxy) {
    RunningJob job =
        cluster.submit(arguments.bounded(input.topic(), group, DATABASE), JobArguments.PARALLELISM);
    try {
      Strike strike = strike(scene(job, input.topic(), Optional.empty(), proxy));
      job.awaitEnd();
      return strike;
    } finally {
      job.cancel();
    }
  }

  private Strike playLive(JobArguments arguments, Optional<InfluxProxy> proxy) {
    String topic = group;
    cluster
        .replayer(List.of("topics", "--brokers", cluster.brokers(), "--topic", topic), log)
        .run();
    RunningJob job =
        cluster.submit(arguments.live(topic, group, DATABASE), JobArguments.PARALLELISM);
    try {
      Replay replay = Replay.start(cluster.replayer(replay(topic), log));
      Strike strike = strike(scene(job, topic, Optional.of(replay), proxy));
      replay.await();
      if (replay.starts() > 1) {
        notes.add("the replayer was started %d times".formatted(replay.starts()));
      }
      Map<TopicPartition, Long> ends = cluster.topics().ends(topic);
      Waiting.until("the job has read everything", () -> cluster.topics().hasCome(group, ends));
      job.drain();
      return strike;
    } finally {
      job.cancel();
      cluster.topics().delete(topic);
    }
  }

  private List<String> replay(String topic) {
    long rate = input.events() / (fault.isLong() ? LONG_LIVE_SECONDS : LIVE_SECONDS);
    List<String> all = new ArrayList<>(List.of("replay", "--quiet"));
    all.addAll(List.of("--brokers", cluster.brokers(), "--topic", topic));
    all.addAll(List.of("--rate", rate + "/s", "--seed", Long.toString(plan.seed())));
    all.addAll(fault.replayOptions());
    all.add(input.csv().toString());
    return all;
  }

  private Strike strike(Scene scene) {
    scene.job().awaitUnderWay(() -> scene.replay().ifPresent(Replay::startAgainIfFailed));
    long spread = plan.course() == Course.BOUNDED ? BOUNDED_SPREAD_MS : LIVE_SPREAD_MS;
    Waiting.pause(Duration.ofMillis(random.nextLong(spread)));
    if (scene.job().isOver()) {
      throw new MissedException("the job had ended before");
    }
    Instant struck = Instant.now();
    Instant over = fault.strike(scene);
    scene.job().awaitRecoverySince(over);
    return new Strike(struck, over, Instant.now());
  }

  private Scene scene(
      RunningJob job, String topic, Optional<Replay> replay, Optional<InfluxProxy> proxy) {
    return new Scene(cluster, job, topic, replay, proxy, random, junk, notes);
  }
}
