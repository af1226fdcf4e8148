package io.shopfunnel.operator;

import java.util.Arrays;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * A key for each of Flink's key groups, so that whole blocks of events, and the ledgers of all
 * users of a key group, go by one key; and when the parallelism changes, Flink deals them out anew.
 */
final class KeyGroups {
  private static final int NONE = -1;

  private final int[] keys;

  /** Of a job with that many key groups, which is its greatest parallelism. */
  KeyGroups(int maxParallelism) {
    keys = new int[maxParallelism];
    Arrays.fill(keys, NONE);
    int found = 0;
    for (int key = 0; found < maxParallelism; key++) {
      int group = KeyGroupRangeAssignment.computeKeyGroupForKeyHash(key, maxParallelism);
      if (keys[group] == NONE) {
        keys[group] = key;
        found++;
      }
    }
  }

  /** How many there are. */
  int count() {
    return keys.length;
  }

  /** The key group of a user. */
  int ofUser(long userId) {
    return KeyGroupRangeAssignment.computeKeyGroupForKeyHash(Long.hashCode(userId), keys.length);
  }

  /** The key that stands for a key group. */
  int key(int group) {
    return keys[group];
  }
}
