package io.shopfunnel.bench.streams;

import io.shopfunnel.bench.streams.WindowKey.Family;
import io.shopfunnel.schema.ShopEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Counts by window within a partition, in a store, and forwards what has changed twice a second.
 * Which counts have changed is not kept: after a restore all that are still there are forwarded.
 */
abstract class CountingProcessor
    extends ContextualProcessor<byte[], ShopEvent, WindowKey, Partial> {
  private static final Duration FORWARD_EVERY = Duration.ofMillis(500);
  private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);
  private static final long MILLIS = 1000;

  private final Family family;
  private final long keepSeconds;
  private final Completion completion;
  private final Set<WindowKey> changed = new HashSet<>();
  private @Nullable KeyValueStore<WindowKey, Long> store;

  /**
   * @param keepSeconds how long after its begin a window may still change
   */
  CountingProcessor(Family family, long keepSeconds, Completion completion) {
    this.family = family;
    this.keepSeconds = keepSeconds;
    this.completion = completion;
  }

  static StoreBuilder<KeyValueStore<WindowKey, Long>> storeOf(Family family) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(family.name()), WindowKey.serde(), Serdes.Long())
        .withCachingEnabled();
  }

  @Override
  public void init(ProcessorContext<WindowKey, Partial> context) {
    super.init(context);
    store = context.getStateStore(family.name());
    try (KeyValueIterator<WindowKey, Long> restored = store().all()) {
      restored.forEachRemaining(entry -> change(entry.key));
    }
    context.schedule(FORWARD_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> forward());
    context.schedule(EXPIRE_EVERY, PunctuationType.STREAM_TIME, time -> expire(time / MILLIS));
  }

  /** Counts one in the window that holds this second. */
  final void count(long second, int item) {
    WindowKey key = WindowKey.of(family, second, item);
    Long before = store().get(key);
    store().put(key, before == null ? 1 : before + 1);
    change(key);
  }

  /** Forgets what nothing can change any more at this second of the events' time. */
  void expire(long second) {
    WindowKey last = WindowKey.of(family, second - keepSeconds, 0);
    try (KeyValueIterator<WindowKey, Long> old = store().range(new WindowKey(family, 0, 0), last)) {
      old.forEachRemaining(
          entry -> {
            if (!changed.contains(entry.key)) {
              store().delete(entry.key);
            }
          });
    }
  }

  private void change(WindowKey key) {
    if (changed.add(key)) {
      completion.changed();
    }
  }

  private void forward() {
    int partition = context().taskId().partition();
    long now = context().currentStreamTimeMs();
    for (WindowKey key : changed) {
      context().forward(new Record<>(key, new Partial(partition, store().get(key)), now));
      completion.forwarded();
    }
    changed.clear();
  }

  private KeyValueStore<WindowKey, Long> store() {
    return Objects.requireNonNull(store);
  }
}
