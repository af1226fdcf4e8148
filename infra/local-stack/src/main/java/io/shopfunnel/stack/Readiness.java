package io.shopfunnel.stack;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Waits until started services are ready, and watches meanwhile that they live. */
final class Readiness {
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final Duration WORD_EVERY = Duration.ofSeconds(5);
  private static final long POLL_MS = 100;
  private static final int SHOWN_LINES = 12;
  // The session time-out is 6 s, and the ensemble may only begin to count when it is up again.
  private static final int MOST_RESTARTS = 12;
  private static final long RESTART_PAUSE_MS = 1_500;

  private final PrintStream out;
  private final long begin = System.nanoTime();
  private final Map<String, Integer> restarts = new HashMap<>();
  private long lastWord = begin;

  Readiness(PrintStream out) {
    this.out = out;
  }

  /**
   * Returns when all are ready.
   *
   * @throws StackException when one ends, or takes longer than three minutes
   */
  void await(List<ServiceProcess> processes) {
    List<ServiceProcess> pending = new ArrayList<>(processes);
    while (!pending.isEmpty()) {
      for (Iterator<ServiceProcess> each = pending.iterator(); each.hasNext(); ) {
        ServiceProcess process = each.next();
        if (check(process)) {
          each.remove();
          say("%s is ready (pid %d)".formatted(process.service().name(), pid(process)));
        }
      }
      if (!pending.isEmpty()) {
        stillWaiting(pending);
        pause(POLL_MS);
      }
    }
  }

  void say(String words) {
    lastWord = System.nanoTime();
    out.printf(Locale.ROOT, "%6.1f s  %s%n", elapsed().toMillis() / 1000.0, words);
    out.flush();
  }

  private boolean check(ServiceProcess process) {
    if (process.isRunning()) {
      return process.service().probe().ready();
    }
    String log = process.recentLog();
    if (!startAgain(process, log)) {
      throw new StackException(
          "%s ended while it was starting. The last lines of its log:%n%s"
              .formatted(process.service().name(), lastLines(log)));
    }
    return false;
  }

  /**
   * After a crash ZooKeeper still holds the broker's old registration until its session expires; a
   * broker that comes back sooner finds it, logs NodeExists and exits. It only needs another start.
   */
  private boolean startAgain(ServiceProcess process, String log) {
    String name = process.service().name();
    if (process.service().kind() != Service.Kind.KAFKA
        || !log.contains("NodeExists")
        || restarts.merge(name, 1, Integer::sum) > MOST_RESTARTS) {
      return false;
    }
    say(name + " found its registration from before a crash; starting it again");
    pause(RESTART_PAUSE_MS);
    process.start();
    return true;
  }

  private void stillWaiting(List<ServiceProcess> pending) {
    String names =
        pending.stream().map(each -> each.service().name()).collect(Collectors.joining(", "));
    if (elapsed().compareTo(LIMIT) > 0) {
      throw new StackException(
          "Still not ready after %d s: %s. See the logs.".formatted(LIMIT.toSeconds(), names));
    }
    if (System.nanoTime() - lastWord > WORD_EVERY.toNanos()) {
      say("waiting for " + names);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static long pid(ServiceProcess process) {
    return process.running().map(ProcessHandle::pid).orElse(-1L);
  }

  private static String lastLines(String log) {
    List<String> lines = log.lines().filter(line -> !line.startsWith("\tat ")).toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - SHOWN_LINES))
        .map(line -> "  " + line)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while waiting for the services.", stop);
    }
  }
}
