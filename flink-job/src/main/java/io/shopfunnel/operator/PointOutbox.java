package io.shopfunnel.operator;

import io.shopfunnel.table.MetricPoint;
import io.shopfunnel.table.PointSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Points on their way to the database, until a checkpoint is complete that knows them. A point that
 * left sooner could be unknown to the state that a restarted job begins with; and where a late
 * event is on time at the second attempt, and its group has nothing any more, nobody would write
 * the zeros (ADR 4).
 */
final class PointOutbox {
  /** The checkpoint of points that came out of one. */
  private static final long RESTORED = Long.MIN_VALUE;

  /** What no snapshot holds yet; a newer version of a point takes the older one's place. */
  private Map<Identity, WaitingPoints.Waiting> open = new LinkedHashMap<>();

  /** What snapshots hold, oldest first. */
  private final Deque<Sealed> sealed = new ArrayDeque<>();

  private record Identity(PointSchema schema, long windowStart, List<String> tagValues) {}

  private record Sealed(long checkpoint, WaitingPoints points) {}

  /**
   * Puts a point in.
   *
   * @param keyGroup the key group of its table, with which it moves when the job is rescaled
   */
  void add(int keyGroup, MetricPoint point) {
    Identity identity = new Identity(point.schema(), point.windowStart(), point.tagValues());
    open.put(identity, new WaitingPoints.Waiting(keyGroup, point));
  }

  /** What is in it from here on belongs to a later checkpoint than this one. */
  void seal(long checkpoint) {
    if (!open.isEmpty()) {
      sealed.add(new Sealed(checkpoint, new WaitingPoints(open.values())));
      open = new LinkedHashMap<>();
    }
  }

  /** Takes out what a complete checkpoint knows, in the order in which it was put in. */
  void release(long checkpoint, Consumer<MetricPoint> receiver) {
    while (!sealed.isEmpty() && sealed.element().checkpoint <= checkpoint) {
      sealed.remove().points.points().forEach(waiting -> receiver.accept(waiting.point()));
    }
  }

  /** Takes out everything: the input has ended, and all that was published is final. */
  void releaseAll(Consumer<MetricPoint> receiver) {
    seal(Long.MAX_VALUE);
    release(Long.MAX_VALUE, receiver);
  }

  /** What is sealed, for the checkpoint: nothing of it changes any more. */
  List<WaitingPoints> sealed() {
    return sealed.stream().map(Sealed::points).toList();
  }

  /** Adds what a checkpoint held, as far as these key groups are concerned. */
  void restore(WaitingPoints kept, IntPredicate keyGroups) {
    sealed.add(
        new Sealed(
            RESTORED,
            new WaitingPoints(
                kept.points().stream()
                    .filter(waiting -> keyGroups.test(waiting.keyGroup()))
                    .toList())));
  }
}
