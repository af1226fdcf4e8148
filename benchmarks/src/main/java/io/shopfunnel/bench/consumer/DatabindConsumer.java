package io.shopfunnel.bench.consumer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.schema.EventType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds each record to an object with Jackson, as most programs do. */
public final class DatabindConsumer extends TopicConsumer {
  /** Made by its name. */
  public DatabindConsumer() {
    super(Binding::new);
  }

  private record BoundEvent(
      @JsonProperty("event_time") String eventTime,
      @JsonProperty("event_type") String eventType,
      @JsonProperty("product_id") long productId,
      @JsonProperty("category_id") long categoryId,
      @JsonProperty("category_code") @Nullable String categoryCode,
      @JsonProperty("brand") @Nullable String brand,
      @JsonProperty("price") @Nullable BigDecimal price,
      @JsonProperty("user_id") long userId,
      @JsonProperty("user_session") @Nullable String userSession,
      @JsonProperty("event_id") String eventId) {
    long cents() {
      return price == null ? 0 : price.movePointRight(2).longValueExact();
    }
  }

  private static final class Binding implements RecordTally {
    private final ObjectReader reader = new JsonMapper().readerFor(BoundEvent.class);
    private final TypeTotals totals = new TypeTotals();

    @Override
    public void take(byte[] json) throws IOException {
      BoundEvent event = reader.readValue(json);
      EventType type = Objects.requireNonNull(EventType.ofWireName(event.eventType()));
      totals.add(type.rank(), event.userId(), event.productId(), event.cents());
    }

    @Override
    public void addTo(Results results) {
      totals.addTo(results);
    }
  }
}
