package io.shopfunnel.bench.contender;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A JVM's heap at one moment.
 *
 * @param counts by collector, how many collections there have been
 * @param used bytes of heap in use
 */
record HeapMoment(Map<String, Long> counts, long used) {
  HeapMoment {
    counts = Map.copyOf(counts);
  }

  /** How many collections there have been. */
  long collections() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Those of the collections that came after this moment and not after another one, in order. */
  List<HeapCollection> until(HeapMoment end, List<HeapCollection> known) {
    return known.stream()
        .filter(each -> each.number() > of(each) && each.number() <= end.of(each))
        .sorted(Comparator.comparingLong(HeapCollection::startMillis))
        .toList();
  }

  private long of(HeapCollection collection) {
    return counts.getOrDefault(collection.collector(), 0L);
  }
}
