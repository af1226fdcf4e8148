package io.shopfunnel.bench.streams;

import io.shopfunnel.bench.streams.WindowKey.Family;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Follows the sessions of a partition's users, and counts each step when a session reaches it. */
final class SessionFunnel extends CountingProcessor {
  private static final String SESSIONS = "SESSIONS";

  /** A session lasts a day at most, and its entry is counted in an hour that began before. */
  private static final long KEEP_SECONDS = 26 * 3600;

  private final Completion completion;
  private @Nullable KeyValueStore<SessionKey, Standing> sessions;

  private SessionFunnel(Completion completion) {
    super(Family.FUNNEL, KEEP_SECONDS, completion);
    this.completion = completion;
  }

  @Override
  public void init(ProcessorContext<WindowKey, Partial> context) {
    super.init(context);
    sessions = context.getStateStore(SESSIONS);
  }

  @Override
  public void process(Record<byte[], ShopEvent> record) {
    ShopEvent event = record.value();
    SessionId session = event.session();
    if (session != null) {
      follow(new SessionKey(event.userId(), session), event.eventTime() / 1000, event);
    }
    completion.followed();
  }

  private void follow(SessionKey key, long second, ShopEvent event) {
    Standing known = sessions().get(key);
    Standing before = known == null || known.isOverAt(second) ? Standing.begin(second) : known;
    Standing now = before.after(second, event.type());
    for (int step = before.depth() + 1; step <= now.depth(); step++) {
      count(now.entered(), step);
    }
    sessions().put(key, now);
  }

  @Override
  void expire(long second) {
    super.expire(second);
    try (KeyValueIterator<SessionKey, Standing> all = sessions().all()) {
      all.forEachRemaining(
          entry -> {
            if (entry.value.isOverAt(second)) {
              sessions().delete(entry.key);
            }
          });
    }
  }

  private KeyValueStore<SessionKey, Standing> sessions() {
    return Objects.requireNonNull(sessions);
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
      return new SessionFunnel(completion);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          storeOf(Family.FUNNEL),
          Stores.keyValueStoreBuilder(
                  Stores.inMemoryKeyValueStore(SESSIONS), SessionKey.serde(), Standing.serde())
              .withCachingEnabled());
    }
  }
}
