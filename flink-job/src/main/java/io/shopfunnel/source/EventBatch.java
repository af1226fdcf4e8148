package io.shopfunnel.source;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What the records that one poll brought of one partition turned out to be: events and dead
 * letters. It is filled again for the next poll, so nobody keeps it.
 */
public final class EventBatch {
  /** The type information of batches. */
  public static final TypeInformation<EventBatch> TYPE =
      new SelfMadeTypeInfo<>(EventBatch.class, EventBatchSerializer::new);

  /** The key of events that have not been dealt out yet. */
  private static final int NO_KEY = -1;

  private final EventBlock events = new EventBlock(NO_KEY);
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private long greatestTime = Long.MIN_VALUE;

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

  void add(EventDraft event) {
    events.add(event);
    greatestTime = Math.max(greatestTime, event.eventTime);
  }

  void clear() {
    events.clear();
    deadLetters.clear();
    greatestTime = Long.MIN_VALUE;
  }
}
