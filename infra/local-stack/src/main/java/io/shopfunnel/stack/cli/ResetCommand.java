package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.InfluxDatabase;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackException;
import io.shopfunnel.stack.Topics;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Empties topics and database. A file that is replayed behind another of the same or a later time
 * would be late in every record, and points of the other file that it has no like for would stay.
 */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Empties the topics and the database, for numbers of the next replay alone.",
    footer = {
      "",
      "Examples:",
      "  Topics and database:        local-stack reset",
      "  Only the events' topic:     local-stack reset --topics shop-events",
    })
final class ResetCommand implements Runnable {
  @Mixin private StackOptions options = new StackOptions();

  @Option(
      names = "--topics",
      split = ",",
      paramLabel = "TOPIC",
      defaultValue =
          "shop-events,shop-events.dead-letter,shop-events.late,shop-events.replay-progress,"
              + "shop-orders",
      description = "Topics to empty (${DEFAULT-VALUE}).")
  private List<String> topics = List.of();

  @Option(
      names = "--influx-database",
      paramLabel = "NAME",
      defaultValue = "shop",
      description = "Database to empty (${DEFAULT-VALUE}).")
  private String database = "shop";

  @Option(
      names = "--unless-job-runs",
      description = "Empties nothing while a job runs, and says so, rather than to fail.")
  private boolean unlessJobRuns;

  @Override
  public void run() {
    LocalStack stack = options.stack();
    FlinkJobs jobs = stack.flinkJobs();
    Optional<FlinkJob> active = jobs.active();
    if (active.isEmpty()) {
      reset(stack);
    } else if (unlessJobRuns) {
      System.out.printf("Job %s runs and is fed live: nothing is emptied.%n", active.get().name());
    } else {
      throw new StackException(
          jobs.describeActive(active.get()) + " Its topics can't be emptied under it.");
    }
  }

  private void reset(LocalStack stack) {
    Topics kafka = stack.topics();
    long before = kafka.size(topics);
    if (before > 0) {
      kafka.empty(topics);
      System.out.printf("Emptied %s (%,d offsets).%n", String.join(", ", topics), before);
    }
    // Its savepoint speaks of offsets that are no more.
    stack.jobBook().forgetStopped();
    InfluxDatabase influx = stack.influxDatabase(database);
    influx.drop();
    influx.create();
    System.out.printf("Emptied database %s.%n", database);
  }
}
