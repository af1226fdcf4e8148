package io.shopfunnel.bench.streams;

import io.shopfunnel.schema.EventType;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;

/**
 * How far a session is, after events in order of time; those of one second may come in any order,
 * as the log has them. An event from before the last one would be taken for one of its second: the
 * records of a partition come in order here.
 *
 * @param first the second of the first event
 * @param last the second of the last event
 * @param entered the second of the first view; 0 before it
 * @param reached the step that was reached before the last event's second
 * @param seen the types of the events in that second, a bit for each rank
 */
record Standing(long first, long last, long entered, byte reached, byte seen) {
  private static final long GAP_SECONDS = 30 * 60;
  private static final long LONGEST_SECONDS = 24 * 3600;
  private static final int STEPS = 3;
  private static final int BYTES = 3 * Long.BYTES + 2;

  /** A session of which no event is known but when the first one is. */
  static Standing begin(long second) {
    return new Standing(second, second, 0, (byte) 0, (byte) 0);
  }

  /** Whether an event at this second begins another session. */
  boolean isOverAt(long second) {
    return second - last > GAP_SECONDS || second - first > LONGEST_SECONDS;
  }

  /** How it is after an event. */
  Standing after(long second, EventType type) {
    boolean later = second > last;
    byte before = later ? (byte) depth() : reached;
    byte types = (byte) ((later ? 0 : seen) | 1 << type.rank());
    long entry = entered == 0 && type == EventType.VIEW ? second : entered;
    return new Standing(first, Math.max(second, last), entry, before, types);
  }

  /** The step that is reached by now, 0 before the entry. */
  int depth() {
    int depth = reached;
    for (int rank = 0; rank < STEPS; rank++) {
      if (depth == rank && (seen & 1 << rank) != 0) {
        depth++;
      }
    }
    return depth;
  }

  static Serde<Standing> serde() {
    return Binary.serde(Standing::bytes, Standing::ofBytes);
  }

  private byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(first)
        .putLong(last)
        .putLong(entered)
        .put(reached)
        .put(seen)
        .array();
  }

  private static Standing ofBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Standing(
        buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.get(), buffer.get());
  }
}
