package io.shopfunnel.bench.consumer;

import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.schema.EventType;

/** Sums by event type, which come out right only where every field of them was decoded. */
final class TypeTotals {
  private static final int TYPES = EventType.values().length;

  private final long[] counts = new long[TYPES];
  private final long[] users = new long[TYPES];
  private final long[] products = new long[TYPES];
  private final long[] cents = new long[TYPES];

  void add(int rank, long user, long product, long priceCents) {
    counts[rank]++;
    users[rank] += user;
    products[rank] += product;
    cents[rank] += priceCents;
  }

  void addTo(Results results) {
    for (int rank = 0; rank < TYPES; rank++) {
      String type = EventType.ofRank(rank).wireName();
      results.addTotal(type, "count", counts[rank]);
      results.addTotal(type, "users", users[rank]);
      results.addTotal(type, "products", products[rank]);
      results.addTotal(type, "cents", cents[rank]);
    }
  }
}
