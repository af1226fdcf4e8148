package io.shopfunnel.bench.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What a bench is to do.
 *
 * @param events how many
 * @param warmUpEvents how many each process reads before it is measured
 * @param rounds how often each entrant runs
 * @param parallelism threads, subtasks or consumers of each
 * @param heapMb heap of the task manager and of each other engine
 * @param entrants who takes part
 * @param verifyAll whether {@code verify} compares every point of the full set, in the first round
 * @param root the repository
 * @param directory for data and the stack
 * @param out for the file of results and each process's output
 * @param keepStack whether the stack's data stays
 * @param command by which the bench was called
 */
public record Plan(
    long events,
    long warmUpEvents,
    int rounds,
    int parallelism,
    int heapMb,
    List<Entrant> entrants,
    boolean verifyAll,
    Path root,
    Path directory,
    Path out,
    boolean keepStack,
    String command) {
  private static final double EVENTS_PER_DAY = 67_500_000 / 31.0;
  private static final int DAYS_OF_DECEMBER = 31;

  /** Keeps a copy of the entrants, and makes the paths absolute, as other processes read them. */
  public Plan {
    entrants = List.copyOf(entrants);
    root = root.toAbsolutePath().normalize();
    directory = directory.toAbsolutePath().normalize();
    out = out.toAbsolutePath().normalize();
  }

  /** So many days that the shop is about as busy as the large one is in December. */
  public int days() {
    return (int) Math.min(DAYS_OF_DECEMBER, Math.max(1, Math.round(events / EVENTS_PER_DAY)));
  }
}
