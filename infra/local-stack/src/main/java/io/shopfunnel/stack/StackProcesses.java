package io.shopfunnel.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The processes of a stack, its supervisor too, and what is done to them: one command at a time.
 */
final class StackProcesses {
  private final StackLock lock;
  private final PrintStream out;
  private final RestartBook book;
  private final List<ServiceProcess> all;

  /**
   * @param all the processes in the order of their start
   * @param out where progress is written to
   */
  StackProcesses(StackLayout layout, List<ServiceProcess> all, PrintStream out) {
    this.lock = new StackLock(layout);
    this.all = all;
    this.out = out;
    this.book = new RestartBook(layout);
  }

  /** Starts what does not run, waits until all are ready, and tells how many were started. */
  int up() {
    return lock.hold(
        () -> {
          List<ServiceProcess> missing =
              all.stream().filter(process -> !process.isRunning()).toList();
          all.forEach(this::isToRun);
          Readiness readiness = new Readiness(out);
          waves(missing).values().forEach(wave -> start(wave, readiness));
          readiness.await(missing.stream().filter(process -> !isZooKeeper(process)).toList());
          return missing.size();
        });
  }

  /** Ends everything, the last started first. */
  void down() {
    lock.hold(
        () -> {
          List<ServiceProcess> running = all.stream().filter(ServiceProcess::isRunning).toList();
          waves(running).descendingMap().values().forEach(this::end);
          all.forEach(process -> process.markStopped(false));
          book.delete();
        });
  }

  void kill(String service) {
    lock.hold(find(service)::kill);
  }

  /** Ends one service that is to stay down. */
  void stop(String service, boolean atOnce) {
    ServiceProcess process = find(service);
    lock.hold(
        () -> {
          process.markStopped(true);
          if (atOnce) {
            process.kill();
          } else {
            end(List.of(process));
          }
        });
  }

  /** Starts one service where it does not run, and waits until it is ready. */
  void start(String service) {
    ServiceProcess process = find(service);
    lock.hold(
        () -> {
          isToRun(process);
          if (!process.isRunning()) {
            process.start();
            new Readiness(out).await(List.of(process));
          }
        });
  }

  /**
   * Ends and starts one service where it runs, waits until it is ready, and tells whether it ran.
   */
  boolean startAgain(String service) {
    ServiceProcess process = find(service);
    return lock.hold(
        () -> {
          if (!process.isRunning()) {
            return false;
          }
          end(List.of(process));
          process.start();
          new Readiness(out).await(List.of(process));
          return true;
        });
  }

  List<ServiceStatus> status() {
    return all.stream().map(this::status).toList();
  }

  Optional<Long> pid(String service) {
    return find(service).running().map(ProcessHandle::pid);
  }

  boolean anyRunning() {
    return all.stream().anyMatch(ServiceProcess::isRunning);
  }

  /** Kills everything, the last started first, whoever works on it. */
  void killAll() {
    waves(all).descendingMap().values().forEach(wave -> wave.forEach(ServiceProcess::kill));
  }

  private void isToRun(ServiceProcess process) {
    process.markStopped(false);
    book.takeUp(process.service().name());
  }

  /** Starts a wave; the next may begin when the ensemble, if it is among them, is ready. */
  private static void start(List<ServiceProcess> wave, Readiness readiness) {
    for (ServiceProcess process : wave) {
      process.start();
      readiness.say("starting " + process.service().name());
    }
    readiness.await(wave.stream().filter(StackProcesses::isZooKeeper).toList());
  }

  private void end(List<ServiceProcess> wave) {
    Map<ServiceProcess, Predicate<Duration>> ends = new LinkedHashMap<>();
    wave.forEach(process -> ends.put(process, process.askToStop()));
    ends.forEach(
        (process, end) -> {
          Service service = process.service();
          boolean ended = end.test(service.kind().patience());
          if (!ended) {
            process.kill();
          }
          out.printf(
              "          %s %s%n",
              ended ? "stopped" : "did not end when asked, killed:", service.name());
        });
  }

  private ServiceStatus status(ServiceProcess process) {
    String name = process.service().name();
    Optional<Long> pid = process.running().map(ProcessHandle::pid);
    boolean ready = pid.isPresent() && process.service().probe().ready();
    return new ServiceStatus(
        name, pid, ready, process.isStopped(), book.restarts(name), book.isGivenUp(name));
  }

  private ServiceProcess find(String service) {
    return all.stream()
        .filter(each -> each.service().name().equals(service))
        .findFirst()
        .orElseThrow(() -> new StackException("No service is called " + service + ". " + names()));
  }

  private String names() {
    return all.stream()
        .map(each -> each.service().name())
        .collect(Collectors.joining(", ", "There are: ", "."));
  }

  private static boolean isZooKeeper(ServiceProcess process) {
    return process.service().kind() == Service.Kind.ZOOKEEPER;
  }

  private static NavigableMap<Integer, List<ServiceProcess>> waves(List<ServiceProcess> of) {
    return of.stream()
        .collect(
            Collectors.groupingBy(
                process -> process.service().kind().wave(), TreeMap::new, Collectors.toList()));
  }
}
