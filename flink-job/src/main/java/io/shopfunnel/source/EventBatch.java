package io.shopfunnel.source;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What the records that one poll brought of one partition turned out to be: events and dead
 * letters. Its events are those of another poll when it has been handed on, so nobody keeps it.
 */
public final class EventBatch {
  /** The type information of batches. */
  public static final TypeInformation<EventBatch> TYPE =
      new SelfMadeTypeInfo<>(EventBatch.class, EventBatchSerializer::new);

  /** The key of events that have not been dealt out yet. */
  static final int NO_KEY = -1;

  private final EventBlock events;
  private final List<DeadLetter> deadLetters;
  private final long greatestTime;

  /**
   * A batch.
   *
   * @param events in the order of their offsets
   * @param deadLetters in the order of their offsets
   */
  public EventBatch(EventBlock events, List<DeadLetter> deadLetters) {
    this.events = events;
    this.deadLetters = deadLetters;
    this.greatestTime = events.greatestTime();
  }

  /** The events, in the order of their offsets. */
  public EventBlock events() {
    return events;
  }

  /** The dead letters, in the order of their offsets. */
  public List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  /**
   * The greatest event time, in milliseconds since the epoch; {@link Long#MIN_VALUE} where there is
   * no event.
   */
  public long greatestTime() {
    return greatestTime;
  }
}
