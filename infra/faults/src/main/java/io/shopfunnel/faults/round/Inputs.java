package io.shopfunnel.faults.round;

import io.shopfunnel.faults.fault.Input;
import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.FaultsException;
import io.shopfunnel.faults.stage.Points;
import io.shopfunnel.faults.stage.RunningJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The files that are replayed, each with what an undisturbed, bounded run makes of it; that run is
 * held against the oracle. They are made when they are first asked for.
 */
final class Inputs {
  private static final int DAYS = 3;

  private final Cluster cluster;
  private final Path folder;
  private final long seed;
  private final int events;
  private final Consumer<String> say;
  private final Map<Input, PreparedInput> prepared = new EnumMap<>(Input.class);

  Inputs(Cluster cluster, Path folder, long seed, int events, Consumer<String> say) {
    this.cluster = cluster;
    this.folder = folder;
    this.seed = seed;
    this.events = events;
    this.say = say;
  }

  PreparedInput get(Input input) {
    return prepared.computeIfAbsent(input, this::prepare);
  }

  private PreparedInput prepare(Input input) {
    String name = "faults-" + input.name().toLowerCase(Locale.ROOT).replace('_', '-');
    say.accept("Preparing " + name + ": the undisturbed run, and the oracle");
    Path csv = folder.resolve(name + ".csv");
    Path generated = folder.resolve("generated.csv");
    if (!Files.exists(generated)) {
      generate(generated);
    }
    long rows = Rows.of(generated).as(input).write(csv);
    PreparedInput result =
        new PreparedInput(
            csv, name, rows, folder.resolve(name + ".points"), folder.resolve(name + ".numbers"));
    runUndisturbed(result);
    return result;
  }

  private void generate(Path csv) {
    cluster
        .replayer(
            List.of(
                "generate",
                "--shop",
                "cosmetics",
                "--quiet",
                "--events",
                Integer.toString(events),
                "--days",
                Integer.toString(DAYS),
                "--seed",
                Long.toString(seed),
                "--out",
                csv.toString()),
            log())
        .run();
  }

  private void runUndisturbed(PreparedInput input) {
    String topic = input.topic();
    String brokers = cluster.brokers();
    cluster.replayer(List.of("topics", "--brokers", brokers, "--topic", topic), log()).run();
    cluster
        .replayer(
            List.of(
                "replay",
                "--quiet",
                "--brokers",
                brokers,
                "--topic",
                topic,
                input.csv().toString()),
            log())
        .run();
    Points points = cluster.emptyDatabase("faults_undisturbed");
    RunningJob job =
        cluster.submit(
            new JobArguments(cluster).bounded(topic, topic, "faults_undisturbed"),
            JobArguments.PARALLELISM);
    job.awaitEnd();
    long all = points.dump(input.points(), true);
    long unused = points.dump(input.numbers(), false);
    if (all == 0) {
      throw new FaultsException("The undisturbed run has left no point.");
    }
    new Oracle(cluster).check(input.csv(), "faults_undisturbed", false, log());
  }

  private Path log() {
    return folder.resolve("inputs.log");
  }

  /** Deletes what an earlier suite has left, which may have had another seed. */
  void clear() {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve("generated.csv"));
      Files.deleteIfExists(log());
    } catch (IOException e) {
      throw new FaultsException("Cannot use the folder " + folder + ": " + e.getMessage(), e);
    }
  }
}
