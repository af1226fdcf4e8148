package io.shopfunnel.bench.consumer;

import io.shopfunnel.bench.contender.Results;

/** What one thread does with the records that it reads. */
interface RecordTally {
  /** Takes a record's value. */
  void take(byte[] json) throws Exception;

  /** Adds what it has found. */
  void addTo(Results results);
}
