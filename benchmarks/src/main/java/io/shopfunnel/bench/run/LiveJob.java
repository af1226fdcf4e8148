package io.shopfunnel.bench.run;

import io.shopfunnel.bench.result.Freshness;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.InfluxDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Our job, live and fed at a steady rate, and a reader who watches its minutes come. */
final class LiveJob implements AutoCloseable {
  /** How long the job waits for events out of order, in event time. */
  static final Duration BOUND = Duration.ofSeconds(60);

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long DECEMBER = 1_575_158_400_000L;
  private static final int PARTITIONS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Stack stack;
  private final FlinkRest flink;
  private final String id;
  private final SteadyProducer.Pace pace;
  private final SteadyProducer producer;
  private final WindowWatch watch;

  private LiveJob(
      Stack stack,
      String id,
      SteadyProducer.Pace pace,
      SteadyProducer producer,
      WindowWatch watch) {
    this.stack = stack;
    this.flink = new FlinkRest(stack.services().flinkUrl());
    this.id = id;
    this.pace = pace;
    this.producer = producer;
    this.watch = watch;
  }

  /**
   * Starts it, and the events.
   *
   * @param name of its topic and its database
   * @param rate events a second, by the clock
   * @param speed how much faster than the clock event time goes
   * @param options further options of the job
   */
  static LiveJob start(
      Stack stack,
      EventsMaker maker,
      LiveEvents events,
      String name,
      int rate,
      double speed,
      List<String> options) {
    String topic = name;
    String database = name.replace('-', '_');
    maker.topics(topic, stack.brokers());
    new InfluxDatabase(stack.influxUrl(), database).create();
    String id = submit(stack, topic, database, options);
    SentWindows windows = new SentWindows(DECEMBER, BOUND, PARTITIONS);
    SteadyProducer.Pace pace = new SteadyProducer.Pace(DECEMBER, rate, speed);
    WindowWatch watch = new WindowWatch(new InfluxPoints(stack.influxUrl()), database, windows);
    SteadyProducer producer =
        new SteadyProducer(stack.brokers(), topic, PARTITIONS, events, windows, pace);
    producer.start();
    return new LiveJob(stack, id, pace, producer, watch);
  }

  private static String submit(Stack stack, String topic, String database, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("--brokers", stack.brokers()));
    arguments.addAll(List.of("--topic", topic, "--group-id", topic));
    arguments.addAll(List.of("--dead-letter-topic", topic + ".dead-letter"));
    arguments.addAll(List.of("--late-topic", topic + ".late"));
    arguments.addAll(List.of("--max-out-of-orderness", BOUND.toSeconds() + "s"));
    arguments.addAll(List.of("--influx-url", stack.influxUrl().toString()));
    arguments.addAll(List.of("--influx-database", database));
    arguments.addAll(options);
    FlinkJobs.Submission submission = stack.submit(arguments);
    if (submission.jobId().isEmpty()) {
      throw new BenchException("the job was not accepted: " + submission.output());
    }
    return submission.jobId();
  }

  /** Flink's name for it. */
  String id() {
    return id;
  }

  /** How many events have been sent. */
  long sent() {
    return producer.sent();
  }

  /** The event time that has been sent, in milliseconds since the epoch. */
  long eventTime() {
    return pace.eventTime(producer.sent());
  }

  /** When an event of this time was due, in seconds after the first. */
  double secondsInto(long eventTime) {
    return (eventTime - pace.start()) / (pace.speed() * TimeUnit.SECONDS.toMillis(1));
  }

  /**
   * Looks once whether minutes have come.
   *
   * @throws BenchException where one has too many events, or Kafka did not take one
   * @throws AwayException where InfluxDB does not answer
   */
  boolean look() {
    var unused = producer.sent();
    return watch.look();
  }

  /** Looks for so long. */
  void watchFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      var unused = look();
      pause();
    }
  }

  /** Between two looks. */
  static void pause() {
    FlinkRest.sleep(LOOK_EVERY);
  }

  /** The minutes that have come, of those that began at or after one time, and before another. */
  List<Freshness.Seen> between(long from, long until) {
    return watch.between(from, until);
  }

  /** Sends no more, and returns when all of the minutes that may come have. */
  void finish() {
    producer.end();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!watch.look()) {
      if (System.nanoTime() > deadline) {
        throw new BenchException(
            "after %.0f s a minute still lacks events in InfluxDB"
                .formatted(PATIENCE.toNanos() / NANOS));
      }
      pause();
    }
  }

  /** Ends the job; the next one begins without it. */
  @Override
  public void close() {
    producer.close();
    FlinkJobs jobs = stack.services().flinkJobs();
    flink.cancel(id);
    while (!jobs.find(id).isOver()) {
      FlinkRest.sleep(FlinkRest.SOON);
    }
  }
}
