package io.shopfunnel.stack;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts again what has died, unless a person has stopped it: a process of its own, which {@code
 * up} starts and {@code down} ends first. While a command works on the stack it does nothing. A job
 * manager that lives and does not lead is as good as dead, and ended.
 */
public final class Supervisor {
  private static final long LOOK_EVERY_MS = 250;

  private final StackLayout layout;
  private final StackLock lock;
  private final List<ServiceProcess> processes;
  private final InstantSource clock;
  private final RestartBook book;
  private final SupervisorLog log;
  private final List<LeadershipWatch> watches;
  private final Map<String, RestartStreak> streaks = new HashMap<>();
  private final Map<String, Instant> due = new HashMap<>();

  /**
   * A supervisor.
   *
   * @param clock by which it waits; the system's, but in tests
   */
  Supervisor(StackLayout layout, List<ServiceProcess> processes, InstantSource clock) {
    this.clock = clock;
    this.layout = layout;
    this.lock = new StackLock(layout);
    this.processes = List.copyOf(processes);
    this.book = new RestartBook(layout);
    this.log = new SupervisorLog(layout);
    this.watches =
        of(Service.Kind.JOB_MANAGER)
            .map(jobManager -> new LeadershipWatch(jobManager, of(Service.Kind.ZOOKEEPER).toList()))
            .toList();
  }

  private Stream<ServiceProcess> of(Service.Kind kind) {
    return processes.stream().filter(process -> process.service().kind() == kind);
  }

  /** Supervises the stack of the folder that is the only argument, until it is told to end. */
  public static void main(String[] arguments) throws InterruptedException {
    Path directory = Path.of(arguments[0]);
    StackSettings settings = new StackFile(directory).read().orElseThrow();
    LocalStack stack = LocalStack.builder().directory(directory).settings(settings).build();
    stack.supervisor().run(stack.influxAsWriter());
  }

  private void run(InfluxServer influx) throws InterruptedException {
    log.say("supervising %d services", processes.size());
    ServicePoints points = new ServicePoints(influx, book);
    while (true) {
      try {
        look();
        points.write(processes, clock.instant());
      } catch (UncheckedIOException | StackException unable) {
        // As on a full disk, or without a password: what could not be done now is tried again.
        System.err.println(unable.getMessage());
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  /** Looks at each service once, and does what is due. */
  void look() {
    Instant now = clock.instant();
    // It may have to wait for answers, for which no command should.
    List<ServiceProcess> leaderless =
        watches.stream()
            .filter(watch -> watch.isLeaderless(now))
            .map(LeadershipWatch::jobManager)
            .toList();
    lock.holdIfFree(
        () -> {
          leaderless.forEach(this::end);
          processes.forEach(this::look);
        });
  }

  private void end(ServiceProcess jobManager) {
    if (jobManager.isRunning()) {
      log.say(
          "%s has not led for a minute, though ZooKeeper has a quorum: it is killed",
          jobManager.service().name());
      jobManager.kill();
    }
  }

  private void look(ServiceProcess process) {
    String name = process.service().name();
    Instant now = clock.instant();
    RestartStreak streak = streaks.computeIfAbsent(name, first -> RestartStreak.begin(now));
    if (process.isRunning()) {
      due.remove(name);
    } else if (process.isStopped() || book.isGivenUp(name)) {
      due.remove(name);
      streaks.remove(name);
    } else if (!due.containsKey(name)) {
      notice(process, streak.ended(now), now);
    } else if (!now.isBefore(due.get(name))) {
      startAgain(process, streak, now);
    }
  }

  private void notice(ServiceProcess process, RestartStreak streak, Instant now) {
    String name = process.service().name();
    if (streak.isHopeless()) {
      book.giveUp(name);
      streaks.remove(name);
      log.say(
          "%s has ended %d times in a row within a minute: given up. See %s; when it is mended:"
              + " local-stack start %s",
          name, streak.length(), layout.log(name), name);
      return;
    }
    streaks.put(name, streak);
    Duration pause = streak.pause();
    due.put(name, now.plus(pause));
    log.say("%s has ended; it is started again in %.1f s", name, pause.toMillis() / 1000.0);
  }

  private void startAgain(ServiceProcess process, RestartStreak streak, Instant now) {
    String name = process.service().name();
    due.remove(name);
    streaks.put(name, streak.startedAgain(now));
    try {
      process.start();
      log.say("%s is started again, for the %d. time", name, book.count(name));
    } catch (StackException e) {
      log.say("%s", String.valueOf(e.getMessage()));
    }
  }
}
