package io.shopfunnel.operator;

import io.shopfunnel.metric.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of one key. A timeline at rest is kept as the bytes that a checkpoint would hold:
 * most of them wait a day for something to happen, and as objects they would take six times the
 * room and most of the garbage collector's time.
 *
 * @param <K> the key
 */
final class KeyedTimeline<K> {
  final K key;

  /** Stands for it on the {@link Agenda}. */
  final int id;

  /** The timeline while it moves; null while it rests. */
  @Nullable Timeline moving;

  /** The timeline while it rests; null while it moves. */
  byte @Nullable [] resting;

  KeyedTimeline(K key, int id, Timeline moving) {
    this.key = key;
    this.id = id;
    this.moving = moving;
  }
}
