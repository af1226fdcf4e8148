package io.shopfunnel.bench.streams;

import io.shopfunnel.bench.streams.WindowKey.Family;
import io.shopfunnel.schema.ShopEvent;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** Counts the events by minute and type. */
final class MinuteCounts extends CountingProcessor {
  private static final long KEEP_SECONDS = 3600;

  private final Completion completion;

  private MinuteCounts(Completion completion) {
    super(Family.EVENTS, KEEP_SECONDS, completion);
    this.completion = completion;
  }

  @Override
  public void process(Record<byte[], ShopEvent> event) {
    count(event.value().eventTime() / 1000, event.value().type().rank());
    completion.counted();
  }

  /**
   * Makes one for each partition.
   *
   * @param completion counts what they have done
   */
  record Supplier(Completion completion)
      implements ProcessorSupplier<byte[], ShopEvent, WindowKey, Partial> {
    @Override
    public Processor<byte[], ShopEvent, WindowKey, Partial> get() {
      return new MinuteCounts(completion);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(storeOf(Family.EVENTS));
    }
  }
}
