package io.shopfunnel.bench.micro;

import io.shopfunnel.table.TableDelta;
import io.shopfunnel.window.Window;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The session funnel: by hour of entry, how many sessions have reached each of its steps. */
final class FunnelTotals {
  /** Funnels that enter alike share their tables; this one is the first of its. */
  private static final Pattern TABLES = Pattern.compile("funnel\\.session_purchase(,.*)?\\.all");

  private static final int STEPS = 3;

  private final Map<Long, long[]> stepsOfHour = new TreeMap<>();

  /** Adds what was counted, where it is of that funnel. */
  void add(TableDelta delta) {
    if (delta.table().window() == Window.HOUR && TABLES.matcher(delta.table().family()).matches()) {
      for (int row = 0; row < delta.rows(); row++) {
        for (int step = 0; step < STEPS; step++) {
          add(delta.table().windowStart(), step, delta.counters()[row * delta.columns() + step]);
        }
      }
    }
  }

  /**
   * Adds sessions.
   *
   * @param hour the hour's start, in milliseconds since the epoch
   * @param step from 0
   */
  void add(long hour, int step, long sessions) {
    stepsOfHour.computeIfAbsent(hour, start -> new long[STEPS])[step] += sessions;
  }

  /** By hour; the hours that came to nothing are left out. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    stepsOfHour.forEach(
        (hour, steps) -> {
          if (steps[0] != 0) {
            text.append(hour).append(' ').append(Arrays.toString(steps)).append('\n');
          }
        });
    return text.toString();
  }
}
