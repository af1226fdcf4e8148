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
 * Points on their way to the database. Those of windows that end by the limit leave at once: a
 * complete checkpoint has named the limit, and who restores it will look for what has left since.
 * All others wait until a checkpoint is complete that knows them (ADR 4, ADR 17).
 */
final class PointOutbox {
  /** The limit while no point may leave at once. */
  static final long NONE = Long.MIN_VALUE;

  /** The checkpoint of points that came out of one. */
  private static final long RESTORED = Long.MIN_VALUE;

  private static final WaitingPoints NO_POINTS = new OpenPoints().takeOut();

  private OpenPoints waiting = new OpenPoints();
  private final OpenPoints leaving = new OpenPoints();

  /** What snapshots hold, oldest first. */
  private final Deque<Sealed> sealed = new ArrayDeque<>();

  private long limit = NONE;

  /**
   * What a snapshot holds.
   *
   * @param limit that holds once the checkpoint is complete
   */
  private record Sealed(long checkpoint, WaitingPoints points, long limit) {}

  /**
   * Puts a point in; a newer version of a point takes the older one's place.
   *
   * @param keyGroup the key group of its table, with which it moves when the job is rescaled
   * @param windowEnd the first time after its window
   */
  void add(int keyGroup, Series series, long windowStart, long windowEnd, LineBuffer line) {
    (windowEnd <= limit ? leaving : waiting).put(keyGroup, series, windowStart, windowEnd, line);
  }

  /**
   * What is in it from here on belongs to a later checkpoint than this one.
   *
   * @param nextLimit the ends of windows up to which points leave at once when the checkpoint is
   *     complete; {@link #NONE} for none
   */
  void seal(long checkpoint, long nextLimit) {
    sealed.add(new Sealed(checkpoint, waiting.takeOut(), nextLimit));
  }

  /** Takes out what a complete checkpoint knows, in the order in which it was put in. */
  void release(long checkpoint, Consumer<PointBlock> receiver) {
    long released = NONE;
    while (!sealed.isEmpty() && sealed.element().checkpoint <= checkpoint) {
      Sealed known = sealed.remove();
      send(known.points, receiver);
      released = Math.max(released, known.limit);
    }
    // While a snapshot holds older versions, no newer one may overtake them.
    if (sealed.isEmpty() && released > limit) {
      raise(released, receiver);
    }
  }

  private void raise(long higher, Consumer<PointBlock> receiver) {
    limit = higher;
    // Into new ones: what waited may be far more than ever leaves at once.
    OpenPoints ended = new OpenPoints();
    OpenPoints later = new OpenPoints();
    waiting.divide(limit, ended, later);
    waiting = later;
    send(ended.takeOut(), receiver);
  }

  /** Takes out what came out of a checkpoint, which was complete. */
  void releaseRestored(Consumer<PointBlock> receiver) {
    release(RESTORED, receiver);
  }

  /** Takes out what needs to wait for nothing. */
  void releaseAtOnce(Consumer<PointBlock> receiver) {
    if (!leaving.isEmpty()) {
      send(leaving.takeOut(), receiver);
    }
  }

  /** Takes out everything: the input has ended, and all that was published is final. */
  void releaseAll(Consumer<PointBlock> receiver) {
    releaseAtOnce(receiver);
    seal(Long.MAX_VALUE, NONE);
    release(Long.MAX_VALUE, receiver);
  }

  private static void send(WaitingPoints points, Consumer<PointBlock> receiver) {
    if (points.points().size() > 0) {
      receiver.accept(points.points());
    }
  }

  /** What is sealed, for the checkpoint: nothing of it changes any more. */
  List<WaitingPoints> sealed() {
    return sealed.stream()
        .map(Sealed::points)
        .filter(points -> points.points().size() > 0)
        .toList();
  }

  /** Adds what a checkpoint held, as far as these key groups are concerned. */
  void restore(WaitingPoints kept, IntPredicate keyGroups) {
    sealed.add(new Sealed(RESTORED, kept.of(keyGroups), NONE));
  }

  /** Takes over the limit that the restored checkpoint has named. */
  void restore(long keptLimit) {
    sealed.add(new Sealed(RESTORED, NO_POINTS, keptLimit));
  }
}
