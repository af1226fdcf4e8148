package io.shopfunnel.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.math.BigDecimal;
import org.apache.flink.formats.json.JsonDeserializationSchema;
import org.junit.jupiter.api.Test;

/** Other jobs may read the topic with Flink's own JSON format, as DataStream programs do. */
class FlinkJsonReadsOurRecordsTest {
  /** A record as Flink's format sees it: the CSV's field names. */
  public static final class Row {
    public String event_time;
    public String event_type;
    public long product_id;
    public long category_id;
    public String category_code;
    public String brand;
    public BigDecimal price;
    public long user_id;
    public String user_session;
    public String event_id;
  }

  @Test
  void everyFieldIsReadAndAnAbsentOneIsNull() throws Exception {
    String uuid = "51d85cb0-897f-48d2-918b-ad63965c12dc";
    ShopEvent event =
        new ShopEvent(
            1_575_158_405_000L,
            EventType.CART,
            7,
            8,
            Category.of("a.b"),
            null,
            48_907,
            9,
            SessionId.of(uuid),
            new EventId("f.csv", 1));
    JsonDeserializationSchema<Row> format = new JsonDeserializationSchema<>(Row.class);
    format.open(null);

    Row row = format.deserialize(new JsonEventEncoder().encode(event));

    assertThat(row.event_time).isEqualTo("2019-12-01 00:00:05 UTC");
    assertThat(row.event_type).isEqualTo("cart");
    assertThat(row.product_id).isEqualTo(7);
    assertThat(row.category_id).isEqualTo(8);
    assertThat(row.category_code).isEqualTo("a.b");
    assertThat(row.brand).isNull();
    assertThat(row.price).isEqualByComparingTo("489.07");
    assertThat(row.user_id).isEqualTo(9);
    assertThat(row.user_session).isEqualTo(uuid);
    assertThat(row.event_id).isEqualTo("f.csv:0000000001");
  }
}
