package io.shopfunnel.bench.micro;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An event as Jackson binds it to an object, with the record's own field names. */
record BoundEvent(
    @JsonProperty("event_time") String eventTime,
    @JsonProperty("event_type") String eventType,
    @JsonProperty("product_id") long productId,
    @JsonProperty("category_id") long categoryId,
    @JsonProperty("category_code") @Nullable String categoryCode,
    @JsonProperty("brand") @Nullable String brand,
    @JsonProperty("price") @Nullable BigDecimal price,
    @JsonProperty("user_id") long userId,
    @JsonProperty("user_session") @Nullable String userSession,
    @JsonProperty("event_id") String eventId) {}
