package io.shopfunnel.ledger;

import io.shopfunnel.schema.EventBlock;

/**
 * The events of one key group that have arrived and have not been put in line at their users. As a
 * rule they get there when the watermark passes them: many at once, while both are in the
 * processor's caches, and most of them without ever standing in line.
 */
public final class ArrivedEvents {
  /** The events, and the texts, from which on they must not wait here any longer. */
  private static final int MOST_EVENTS = 1 << 15;

  private static final int MOST_TEXTS = 1 << 19;

  /** The texts from which on those are let go of that only events spoke of that are gone. */
  private static final int MANY_TEXTS = 1 << 13;

  private EventBlock block;
  private long earliest;

  /**
   * No events.
   *
   * @param key the key that stands for the key group
   */
  public ArrivedEvents(int key) {
    this(new EventBlock(key), Long.MAX_VALUE);
  }

  private ArrivedEvents(EventBlock block, long earliest) {
    this.block = block;
    this.earliest = earliest;
  }

  /** The same events, that go on by themselves from here. */
  public ArrivedEvents copy() {
    return new ArrivedEvents(block.copy(), earliest);
  }

  /** Adds events. */
  public void add(EventBlock events) {
    block.addAll(events);
    earliest = Math.min(earliest, events.earliestTime());
  }

  /** Whether there is no event. */
  public boolean isEmpty() {
    return block.size() == 0;
  }

  /** Whether there are so many that they must be put in line. */
  public boolean isFull() {
    return block.size() >= MOST_EVENTS || block.textCount() >= MOST_TEXTS;
  }

  /** Whether there is an event up to this time. */
  public boolean anyBy(long time) {
    return earliest <= time;
  }

  /** The events, in the order in which they came. */
  public EventBlock block() {
    return block;
  }

  /** Keeps only the events after this time. */
  void keepAfter(long time) {
    block.removeUpTo(time);
    earliest = block.earliestTime();
    if (block.textCount() > MANY_TEXTS) {
      forgetUnusedTexts();
    }
  }

  private void forgetUnusedTexts() {
    EventBlock fresh = new EventBlock(block.key());
    for (int event = 0; event < block.size(); event++) {
      fresh.add(block, event);
    }
    block = fresh;
  }

  void clear() {
    block.clear();
    earliest = Long.MAX_VALUE;
  }
}
