package io.shopfunnel.bench.contender;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs one contender in a process of its own: {@code CLASS WARM_UP ASSIGNMENT}, where the latter
 * two are files of assignments. It reads the first one to warm up and the second one measured, and
 * leaves {@value Report#FILE} and {@value Report#RESULTS_FILE} in the second one's directory.
 */
public final class ContenderProgram {
  private static final Stopwatch UNWATCHED =
      new Stopwatch() {
        @Override
        public void start() {}

        @Override
        public void stop() {}
      };

  private ContenderProgram() {}

  /** Runs the contender; ends the JVM in any case, as some leave threads behind. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
      System.exit(0);
    } catch (Throwable failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(String[] arguments) throws Exception {
    Contender contender =
        Class.forName(arguments[0])
            .asSubclass(Contender.class)
            .getDeclaredConstructor()
            .newInstance();
    var unused = contender.consume(Assignment.read(Path.of(arguments[1])), UNWATCHED);
    Assignment assignment = Assignment.read(Path.of(arguments[2]));
    SelfMeasurement measurement = new SelfMeasurement();
    ScheduledExecutorService telling = tellProgress(assignment.topic(), measurement);
    Results results = contender.consume(assignment, measurement);
    telling.shutdown();
    results.write(assignment.directory().resolve(Report.RESULTS_FILE));
    measurement.report().write(assignment.directory().resolve(Report.FILE));
  }

  private static ScheduledExecutorService tellProgress(String topic, SelfMeasurement measurement) {
    ConsumedRecords consumed = new ConsumedRecords(topic);
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleAtFixedRate(
            () -> {
              if (measurement.isRunning()) {
                System.out.println(Signals.PROGRESS + consumed.count());
              }
            },
            1,
            1,
            TimeUnit.SECONDS);
    return timer;
  }
}
