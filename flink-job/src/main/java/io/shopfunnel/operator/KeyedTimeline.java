package io.shopfunnel.operator;

import io.shopfunnel.metric.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of one key, and its place on the {@link Agenda}. A timeline at rest is kept as the
 * bytes that a checkpoint would hold: most of them wait a day for something to happen, and as
 * objects they would take six times the room and most of the garbage collector's time.
 *
 * @param <K> the key
 */
final class KeyedTimeline<K> {
  /** The slot of what is not on the agenda. */
  static final int NO_SLOT = -1;

  final K key;

  /** The timeline while it moves; null while it rests. */
  @Nullable Timeline moving;

  /** The timeline while it rests; null while it moves. */
  byte @Nullable [] resting;

  /** The watermark that is to wake it; {@link Long#MAX_VALUE} where none is. */
  long wakeAt = Long.MAX_VALUE;

  int slot = NO_SLOT;
  @Nullable KeyedTimeline<K> previous;
  @Nullable KeyedTimeline<K> next;

  KeyedTimeline(K key, Timeline moving) {
    this.key = key;
    this.moving = moving;
  }
}
