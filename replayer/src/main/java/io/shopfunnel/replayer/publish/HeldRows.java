package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.EventRecord;
import io.shopfunnel.replayer.csv.SourcePosition;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events that were read but are to arrive later, in the order of their arrival. */
final class HeldRows {
  private static final String COPY = "d";

  private final PriorityQueue<Held> queue = new PriorityQueue<>();
  private long sequence;

  /**
   * @param arrival when it arrives, in milliseconds of event time
   * @param sequence the order in which it was read
   * @param source the index of its source
   * @param row its row
   * @param copy whether it is the second arrival of the row
   * @param before the place before its row
   */
  record Held(
      long arrival,
      long sequence,
      int source,
      long row,
      boolean copy,
      SourcePosition before,
      EventRecord event)
      implements Comparable<Held> {
    @Override
    public int compareTo(Held other) {
      int byArrival = Long.compare(arrival, other.arrival);
      return byArrival != 0 ? byArrival : Long.compare(sequence, other.sequence);
    }
  }

  void add(
      long arrival, int source, long row, boolean copy, SourcePosition before, EventRecord event) {
    queue.add(new Held(arrival, sequence++, source, row, copy, before, event));
  }

  /** Puts an event back that was taken, at its old place. */
  void putBack(Held taken) {
    queue.add(taken);
  }

  /** The next event that arrives up to this time, or null. */
  @Nullable Held takeUpTo(long arrival) {
    Held first = queue.peek();
    return first != null && first.arrival() <= arrival ? queue.poll() : null;
  }

  /** Where a source must be read again from, so that none of its held rows is lost. */
  SourcePosition restart(int source, SourcePosition reached) {
    SourcePosition restart = reached;
    for (Held held : queue) {
      if (held.source() == source && held.row() <= restart.row()) {
        restart = held.before();
      }
    }
    return restart;
  }

  /** The held rows of a source, as text; empty where there are none. */
  String describe(int source, SourcePosition reached) {
    String rows =
        queue.stream()
            .filter(held -> held.source() == source)
            .map(held -> name(held.row(), held.copy()))
            .sorted()
            .collect(Collectors.joining(","));
    return rows.isEmpty() ? "" : reached.row() + ":" + rows;
  }

  private static String name(long row, boolean copy) {
    return row + (copy ? COPY : "");
  }

  /** Which rows of those that were read before an interruption are yet to be sent. */
  static final class Left {
    private final long readUpTo;
    private final Set<String> rows;

    Left(String description) {
      int colon = description.indexOf(':');
      readUpTo = colon < 0 ? 0 : Long.parseLong(description.substring(0, colon));
      rows =
          colon < 0 ? Set.of() : new HashSet<>(Set.of(description.substring(colon + 1).split(",")));
    }

    boolean wasRead(long row) {
      return row <= readUpTo;
    }

    boolean isToBeSent(long row, boolean copy) {
      return row > readUpTo || rows.contains(name(row, copy));
    }
  }
}
