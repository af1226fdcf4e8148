package io.shopfunnel.bench.streams;

import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.schema.EventType;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;

/**
 * One number of the results.
 *
 * @param family what is counted
 * @param start of the window, in seconds
 * @param item the rank of an event type, or a step from 1
 */
record WindowKey(Family family, long start, int item) {
  /** What is counted. */
  enum Family {
    /** Events by minute and type. */
    EVENTS(60),
    /** Sessions by hour of entry and step. */
    FUNNEL(3600);

    private final long seconds;

    Family(long seconds) {
      this.seconds = seconds;
    }
  }

  private static final int BYTES = 1 + Long.BYTES + 1;
  private static final Family[] FAMILIES = Family.values();

  /** The key of the window that holds this second. */
  static WindowKey of(Family family, long second, int item) {
    return new WindowKey(family, second - Math.floorMod(second, family.seconds), item);
  }

  void addTo(Results results, long count) {
    switch (family) {
      case EVENTS -> results.addEvents(start, EventType.ofRank(item).wireName(), count);
      case FUNNEL -> results.addFunnel(start, item, count);
    }
  }

  /** In bytes; keys of a family sort by window, so that old ones are a range. */
  static Serde<WindowKey> serde() {
    return Binary.serde(WindowKey::bytes, WindowKey::ofBytes);
  }

  private byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .put((byte) family.ordinal())
        .putLong(start)
        .put((byte) item)
        .array();
  }

  private static WindowKey ofBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new WindowKey(FAMILIES[buffer.get()], buffer.getLong(), buffer.get());
  }
}
