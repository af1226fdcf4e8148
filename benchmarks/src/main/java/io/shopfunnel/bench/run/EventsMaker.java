package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.Contender;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.duckdb.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes events, works out what there is to find in them, and sends them to Kafka. */
final class EventsMaker {
  private final Plan plan;
  private final Display display;

  EventsMaker(Plan plan, Display display) {
    this.plan = plan;
    this.display = display;
  }

  /** A file of events; one that is there already is taken as it is, as it would be the same. */
  Path file(long count, int days, int seed) {
    Path folder = plan.directory().resolve("data/%d-events-seed-%d".formatted(count, seed));
    Path csv = folder.resolve("2019-Dec.csv");
    if (Files.exists(csv)) {
      return csv;
    }
    display.say("Generating %,d events of %d day(s): %s", count, days, csv);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BenchException("cannot write to " + folder + ": " + e.getMessage(), e);
    }
    run(
        "generate",
        List.of(
            "generate",
            "--month",
            "2019-12",
            "--days",
            Integer.toString(days),
            "--events",
            Long.toString(count),
            "--seed",
            Integer.toString(seed),
            "--out",
            csv.toString()));
    return csv;
  }

  /** What there is to find in a file, kept beside it. */
  Results expected(Path csv) {
    Path kept = csv.resolveSibling("expected.csv");
    try {
      if (!Files.exists(kept)) {
        display.say("Working out with DuckDB what there is to find in it");
        Path scratch = Files.createTempDirectory(csv.getParent(), "reference-");
        Assignment all = new Assignment("", "", csv, 0, plan.parallelism(), "reference", scratch);
        Contender reference = new Reference();
        Path unfinished = csv.resolveSibling("expected.csv.part");
        reference.consume(all, Unwatched.INSTANCE).write(unfinished);
        Files.move(unfinished, kept);
        Folders.delete(scratch);
      }
      return Results.read(kept);
    } catch (Exception e) {
      throw new BenchException("DuckDB cannot read " + csv + ": " + e.getMessage(), e);
    }
  }

  /** Makes the topic with those beside it, and sends the events. */
  void send(Path csv, String topic, String brokers) {
    display.say("Sending %s to topic %s", csv, topic);
    topics(topic, brokers);
    run(
        "replay",
        List.of("replay", "--brokers", brokers, "--topic", topic, "--quiet", csv.toString()));
  }

  /** Makes the topic with those beside it. */
  void topics(String topic, String brokers) {
    run("topics", List.of("topics", "--brokers", brokers, "--topic", topic));
  }

  private void run(String what, List<String> arguments) {
    Path jar = plan.root().resolve("replayer/target/replayer.jar");
    try {
      Program.jar(jar, arguments, plan.out().resolve("replayer-" + what + ".log"))
          .run(display::note);
    } catch (BenchException e) {
      throw new BenchException("replayer " + what + ": " + e.getMessage(), e);
    }
  }
}
