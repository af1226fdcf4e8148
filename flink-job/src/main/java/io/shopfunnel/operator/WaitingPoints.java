package io.shopfunnel.operator;

import io.shopfunnel.point.PointBlock;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Points that wait for a checkpoint to be complete; in it they are one element of state. They never
 * change, so that they can be written while the operator goes on.
 *
 * @param points the points, in the order in which they are to leave
 * @param keyGroups for each point the key group of its table, with which it moves when the job is
 *     rescaled
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record WaitingPoints(PointBlock points, short[] keyGroups) {
  /** Those whose tables are in these key groups. */
  WaitingPoints of(IntPredicate wanted) {
    byte[] lines = new byte[points.lines().length];
    int[] ends = new int[points.size()];
    short[] groups = new short[points.size()];
    int size = 0;
    int end = 0;
    for (int i = 0; i < points.size(); i++) {
      if (wanted.test(keyGroups[i])) {
        int length = points.ends()[i] - points.start(i);
        System.arraycopy(points.lines(), points.start(i), lines, end, length);
        end += length;
        ends[size] = end;
        groups[size] = keyGroups[i];
        size++;
      }
    }
    return new WaitingPoints(
        new PointBlock(Arrays.copyOf(lines, end), Arrays.copyOf(ends, size)),
        Arrays.copyOf(groups, size));
  }
}
