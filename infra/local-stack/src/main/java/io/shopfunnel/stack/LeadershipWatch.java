package io.shopfunnel.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds a job manager that lives and does not lead, though ZooKeeper has a quorum: one that hangs,
 * or one that lost its session and was never elected again, as Flink's election can come to (ADR
 * 14). It refuses every request, and no job goes on.
 *
 * <p>It counts looks, not time: a machine that slept must not be taken for a job manager that did.
 * And it only judges a process that has led before; one that never came so far would not be helped
 * by another start.
 */
final class LeadershipWatch {
  /** So many looks in a row, a minute in all, are more than any election takes. */
  static final int MOST_REFUSALS = 12;

  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final ServiceProcess jobManager;
  private final List<ServiceProcess> ensemble;
  private Instant nextLook = Instant.MIN;
  private Optional<Long> hasLed = Optional.empty();
  private int refusals;

  LeadershipWatch(ServiceProcess jobManager, List<ServiceProcess> ensemble) {
    this.jobManager = jobManager;
    this.ensemble = List.copyOf(ensemble);
  }

  ServiceProcess jobManager() {
    return jobManager;
  }

  /** Whether it has refused for long enough; asked more often, it looks every five seconds. */
  boolean isLeaderless(Instant now) {
    if (now.isBefore(nextLook)) {
      return false;
    }
    nextLook = now.plus(BETWEEN_LOOKS);
    Optional<Long> pid = jobManager.running().map(ProcessHandle::pid);
    if (pid.isPresent() && isReady(jobManager)) {
      hasLed = pid;
      refusals = 0;
    } else if (pid.isPresent() && pid.equals(hasLed) && hasQuorum()) {
      refusals++;
    } else {
      refusals = 0;
    }
    return refusals >= MOST_REFUSALS;
  }

  private boolean hasQuorum() {
    return ensemble.stream().filter(LeadershipWatch::isReady).count() > ensemble.size() / 2;
  }

  private static boolean isReady(ServiceProcess process) {
    return process.service().probe().ready();
  }
}
