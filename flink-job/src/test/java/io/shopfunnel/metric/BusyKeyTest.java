package io.shopfunnel.metric;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.BinaryEventCodec;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BusyKeyTest {
  private static final long MINUTE = 60_000;

  private static final MetricCatalog CATALOG =
      new MetricCatalog(
          FunnelCatalogReader.parse(
              """
              funnels:
                - name: user_product
                  actor: user+product
                  conversion_window: 10m
                  steps: [{event: view}, {event: cart}]
                  entry_windows: [1h]
              """),
          SessionRules.DEFAULT);

  /** A user who is never away for a day: what is kept must not grow with what they have seen. */
  @Test
  void productsOfLongAgoAreForgotten() throws IOException {
    Timeline timeline = new Timeline(new TimelineRules(CATALOG.userTrackers(), MINUTE));
    TableDeltas deltas = TableDeltas.of(CATALOG.families());
    for (int row = 1; row <= 20_000; row++) {
      long time = at("00:00") + row * 20 * MINUTE;
      timeline.add(
          TestingEvents.event(time, EventType.VIEW, 1, null, row, null, null, 100, row), false);
      timeline.advance(time, deltas, new NoArrivals());
      deltas.drainAll(delta -> {});
    }
    assertThat(size(timeline)).isLessThan(10_000);
  }

  private static int size(Timeline timeline) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    timeline.write(new DataOutputStream(bytes), new BinaryEventCodec());
    return bytes.size();
  }

  private static final class NoArrivals implements Arrivals {
    @Override
    public void accepted(ShopEvent event, boolean late) {}

    @Override
    public void duplicate(ShopEvent event) {}
  }
}
