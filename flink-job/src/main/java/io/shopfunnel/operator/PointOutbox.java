package io.shopfunnel.operator;

import io.shopfunnel.point.LineBuffer;
import io.shopfunnel.point.PointBlock;
import io.shopfunnel.point.Series;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

  private final OpenPoints open = new OpenPoints();

  /** What snapshots hold, oldest first. */
  private final Deque<Sealed> sealed = new ArrayDeque<>();

  private record Sealed(long checkpoint, WaitingPoints points) {}

  /**
   * Puts a point in; a newer version of a point takes the older one's place.
   *
   * @param keyGroup the key group of its table, with which it moves when the job is rescaled
   */
  void add(int keyGroup, Series series, long windowStart, LineBuffer line) {
    open.put(keyGroup, series, windowStart, line);
  }

  /** What is in it from here on belongs to a later checkpoint than this one. */
  void seal(long checkpoint) {
    if (!open.isEmpty()) {
      sealed.add(new Sealed(checkpoint, open.takeOut()));
    }
  }

  /** Takes out what a complete checkpoint knows, in the order in which it was put in. */
  void release(long checkpoint, Consumer<PointBlock> receiver) {
    while (!sealed.isEmpty() && sealed.element().checkpoint <= checkpoint) {
      receiver.accept(sealed.remove().points.points());
    }
  }

  /** Takes out everything: the input has ended, and all that was published is final. */
  void releaseAll(Consumer<PointBlock> receiver) {
    seal(Long.MAX_VALUE);
    release(Long.MAX_VALUE, receiver);
  }

  /** What is sealed, for the checkpoint: nothing of it changes any more. */
  List<WaitingPoints> sealed() {
    return sealed.stream().map(Sealed::points).toList();
  }

  /** Adds what a checkpoint held, as far as these key groups are concerned. */
  void restore(WaitingPoints kept, IntPredicate keyGroups) {
    WaitingPoints ours = kept.of(keyGroups);
    if (ours.points().size() > 0) {
      sealed.add(new Sealed(RESTORED, ours));
    }
  }
}
