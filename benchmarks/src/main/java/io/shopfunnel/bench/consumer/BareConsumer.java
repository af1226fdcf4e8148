package io.shopfunnel.bench.consumer;

import io.shopfunnel.bench.contender.Results;

/** Counts the records, and does not look at them: as fast as Kafka's client gets. */
public final class BareConsumer extends TopicConsumer {
  /** Made by its name. */
  public BareConsumer() {
    super(Count::new);
  }

  private static final class Count implements RecordTally {
    private long records;

    @Override
    public void take(byte[] json) {
      records++;
    }

    @Override
    public void addTo(Results results) {
      results.addRecords(records);
    }
  }
}
