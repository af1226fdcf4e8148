package io.shopfunnel.ledger;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What an arena shares with those that it was copied from, as long as snapshots read them: before
 * one of their arrays is written to, it is replaced. Once they have been written, the others are
 * the arena's own again, and what was replaced is room for the next time. Without that every array
 * would be replaced after every checkpoint, and all of the state left behind in the heap's old
 * generation, where only a full collection finds it.
 */
final class SharedSegments {
  /** Weakly: a snapshot that is given up is never written, but forgotten. */
  private final List<WeakReference<Arena>> originals = new ArrayList<>(1);

  private final List<long[]> replaced = new ArrayList<>();
  private final Deque<long[]> spare = new ArrayDeque<>();

  /** What a copy of the arena shares that this is of, which from here on gives nothing back. */
  SharedSegments ofCopy(Arena original) {
    SharedSegments copied = new SharedSegments();
    copied.originals.addAll(originals);
    copied.originals.add(new WeakReference<>(original));
    copied.spare.addAll(spare);
    originals.clear();
    replaced.clear();
    spare.clear();
    return copied;
  }

  /** Whether there were originals, and nobody reads any of them any more. */
  boolean isOver() {
    if (originals.isEmpty()) {
      return false;
    }
    originals.removeIf(SharedSegments::isUnread);
    if (!originals.isEmpty()) {
      return false;
    }
    spare.addAll(replaced);
    replaced.clear();
    return true;
  }

  private static boolean isUnread(WeakReference<Arena> original) {
    Arena arena = original.get();
    return arena == null || arena.isWritten();
  }

  /** An array with the same words, to be written to. */
  long[] replace(long[] segment) {
    if (segment.length != Arena.SEGMENT_WORDS) {
      return segment.clone();
    }
    if (!originals.isEmpty()) {
      replaced.add(segment);
    }
    long[] copy = spare.poll();
    if (copy == null) {
      return segment.clone();
    }
    System.arraycopy(segment, 0, copy, 0, segment.length);
    return copy;
  }
}
