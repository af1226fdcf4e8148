package io.shopfunnel.bench.streams;

import java.util.concurrent.atomic.LongAdder;

/**
 * Whether all records have had their effect on the results: Kafka Streams has no bounded input, so
 * its nodes count what passes them.
 */
final class Completion {
  private final long records;
  private final LongAdder counted = new LongAdder();
  private final LongAdder followed = new LongAdder();
  private final LongAdder changed = new LongAdder();
  private final LongAdder forwarded = new LongAdder();
  private final LongAdder aggregated = new LongAdder();

  Completion(long records) {
    this.records = records;
  }

  /** The counting processor is done with a record. */
  void counted() {
    counted.increment();
  }

  /** The funnel's processor is done with a record. */
  void followed() {
    followed.increment();
  }

  /** A partition's count has changed and is to be forwarded. */
  void changed() {
    changed.increment();
  }

  /** It has been forwarded. */
  void forwarded() {
    forwarded.increment();
  }

  /** It has come to the results. */
  void aggregated() {
    aggregated.increment();
  }

  boolean isReached() {
    // What is to come is asked for last: a change in between makes the later sums larger.
    if (counted.sum() != records || followed.sum() != records) {
      return false;
    }
    long done = aggregated.sum();
    return done == forwarded.sum() && done == changed.sum();
  }
}
