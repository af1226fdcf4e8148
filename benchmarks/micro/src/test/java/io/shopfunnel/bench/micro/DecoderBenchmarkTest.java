package io.shopfunnel.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.Price;
import io.shopfunnel.schema.ShopEvent;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is timed side by side reads the same events. */
class DecoderBenchmarkTest {
  @Test
  void allReadTheSame() throws Exception {
    DecoderBenchmark one = new DecoderBenchmark();
    DecoderBenchmark two = new DecoderBenchmark();
    DecoderBenchmark three = new DecoderBenchmark();
    for (int i = 0; i < 1000; i++) {
      ShopEvent ours = one.ours();
      BoundEvent bound = (BoundEvent) three.jacksonDatabind();
      assertThat(two.jacksonStreaming()).isEqualTo(bound);
      assertThat(bound.eventTime()).isEqualTo(EventTime.format(ours.eventTime()));
      assertThat(bound.eventType()).isEqualTo(ours.type().wireName());
      assertThat(bound.productId()).isEqualTo(ours.productId());
      assertThat(bound.categoryId()).isEqualTo(ours.categoryId());
      assertThat(bound.categoryCode()).isEqualTo(ours.category().code());
      assertThat(bound.brand()).isEqualTo(ours.brand());
      assertThat(Price.parseCents(String.valueOf(bound.price()))).isEqualTo(ours.priceCents());
      assertThat(bound.userId()).isEqualTo(ours.userId());
      assertThat(bound.userSession()).isEqualTo(Objects.toString(ours.session()));
      assertThat(bound.eventId()).isEqualTo(ours.id().toString());
    }
  }
}
