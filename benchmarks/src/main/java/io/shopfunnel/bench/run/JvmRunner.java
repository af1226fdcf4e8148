package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.ContenderProgram;
import io.shopfunnel.bench.contender.HeapUse;
import io.shopfunnel.bench.contender.Report;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.contender.Signals;
import io.shopfunnel.bench.result.Comparison;
import io.shopfunnel.bench.result.Facts;
import io.shopfunnel.bench.result.Measurement;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs an entrant in a JVM of its own, which measures itself between its two signals. */
final class JvmRunner implements Runner {
  private static final int CONSUMER_HEAP_MB = 512;
  private static final List<String> FLINK_OPENS =
      List.of(
          "java.util", "java.lang", "java.time", "java.net", "java.nio", "java.util.concurrent");

  private final Plan plan;
  private final Stack stack;
  private final Events warmUp;
  private final Events events;
  private final Display display;

  JvmRunner(Plan plan, Stack stack, Events warmUp, Events events, Display display) {
    this.plan = plan;
    this.stack = stack;
    this.warmUp = warmUp;
    this.events = events;
    this.display = display;
  }

  @Override
  public Measurement run(Entrant entrant, int round) {
    String run = "%s-%d".formatted(entrant.id(), round);
    Path own = Folders.fresh(plan.directory().resolve("run"));
    Watching watching = new Watching(run);
    try {
      List<String> command = command(entrant, Folders.fresh(own.resolve("tmp")));
      command.add(write(warmUp, run + "-warm-up", own).toString());
      command.add(write(events, run, own).toString());
      new Program(command, plan.out().resolve(run + ".log")).run(watching::line);
      Results found = Results.read(own.resolve(run).resolve(Report.RESULTS_FILE));
      String wrong = Comparison.differences(events.expected(), found, entrant.checked().families());
      if (!wrong.isEmpty()) {
        throw new BenchException(wrong);
      }
      Report report = Report.read(own.resolve(run).resolve(Report.FILE));
      return watching.measurement(entrant, round, report);
    } catch (IOException e) {
      throw new BenchException("it left no results: " + e.getMessage(), e);
    } finally {
      Folders.delete(own);
    }
  }

  private Path write(Events of, String run, Path own) throws IOException {
    Path directory = Folders.fresh(own.resolve(run));
    Assignment assignment = of.assignment(stack.brokers(), plan.parallelism(), run, directory);
    Path file = directory.resolve("assignment.properties");
    assignment.write(file);
    return file;
  }

  /**
   * @param temporary takes what native libraries and clusters leave behind
   */
  private List<String> command(Entrant entrant, Path temporary) {
    int heap = entrant.place() == Entrant.Place.CONSUMER ? CONSUMER_HEAP_MB : plan.heapMb();
    List<String> command = new ArrayList<>();
    command.add(Program.java());
    command.add("-Xms" + heap + "m");
    command.add("-Xmx" + heap + "m");
    command.add("-XX:+UseParallelGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.io.tmpdir=" + temporary);
    FLINK_OPENS.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.add("-cp");
    command.add(classPath(entrant.place()));
    command.add(ContenderProgram.class.getName());
    command.add(entrant.className());
    return command;
  }

  static Map<String, Double> facts(HeapUse heap) {
    return Map.of(
        Facts.ALLOCATED_BYTES,
        (double) heap.allocatedBytes(),
        Facts.STOPPED_SECONDS,
        heap.stoppedSeconds());
  }

  private String classPath(Entrant.Place place) {
    Path benchmarks = plan.root().resolve("benchmarks");
    Path target =
        switch (place) {
          case CONSUMER -> benchmarks.resolve("target/bench.jar");
          case FLINK_SQL -> benchmarks.resolve("flink-sql/target/flink-sql.jar");
          case KAFKA_STREAMS -> benchmarks.resolve("kafka-streams/target/kafka-streams.jar");
          case CLUSTER -> throw new IllegalArgumentException("a job has no class path here");
        };
    return target + File.pathSeparator + target.resolveSibling("lib") + "/*";
  }

  /** Follows a process's signals, and looks at the rest of the machine when it does. */
  private final class Watching {
    private final String run;
    private StackUsage before = new StackUsage(0, 0, 0);
    private StackUsage used = before;

    Watching(String run) {
      this.run = run;
    }

    void line(String line) {
      if (line.equals(Signals.START)) {
        before = stack.usage();
        display.begin(run, events.count());
      } else if (line.equals(Signals.STOP)) {
        used = stack.usage().since(before);
      } else if (line.startsWith(Signals.PROGRESS)) {
        display.progress(Long.parseLong(line.substring(Signals.PROGRESS.length())));
      }
    }

    Measurement measurement(Entrant entrant, int round, Report report) {
      return new Measurement(
          entrant.id(),
          round,
          report.seconds(),
          report.cpuSeconds(),
          report.peakBytes(),
          used.brokers(),
          used.influx(),
          used.elsewhere(report.cpuSeconds()),
          entrant.isJava() ? facts(report.heap()) : Map.of());
    }
  }
}
