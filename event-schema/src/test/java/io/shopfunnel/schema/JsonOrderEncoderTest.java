package io.shopfunnel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOrderEncoderTest {
  private static final long NOON = 1_575_201_600_000L;
  private static final OrderItem FIRST =
      new OrderItem(EventId.of("2019-Dec.csv:0000000042"), NOON, 5_700_037, 262, false);
  private static final OrderItem SECOND =
      new OrderItem(EventId.of("2019-Dec.csv:0000000047"), NOON + 5_000, 5_635_096, 1_030, true);
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try (InputStream file = JsonOrderEncoder.class.getResourceAsStream("shop-order.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the schema", e);
    }
  }

  private static String encoded(int version, String session, List<OrderItem> items) {
    ShopOrder order =
        new ShopOrder(FIRST.id(), version, 564_068_124, session, items, NOON, NOON + 5_000);
    return new String(JsonOrderEncoder.encode(order), StandardCharsets.UTF_8);
  }

  @Test
  void writesAnOrder() {
    assertThat(encoded(1, "26dd6e6e-4dac-4778-8d2c-92e149dab885", List.of(FIRST, SECOND)))
        .isEqualTo(
            "{\"order_id\":\"2019-Dec.csv:0000000042\",\"version\":1,\"user_id\":564068124,"
                + "\"user_session\":\"26dd6e6e-4dac-4778-8d2c-92e149dab885\","
                + "\"first_time\":\"2019-12-01 12:00:00 UTC\","
                + "\"last_time\":\"2019-12-01 12:00:05 UTC\",\"cents\":1292,\"late\":true,"
                + "\"items\":[{\"event_id\":\"2019-Dec.csv:0000000042\","
                + "\"event_time\":\"2019-12-01 12:00:00 UTC\",\"product_id\":5700037,\"cents\":262},"
                + "{\"event_id\":\"2019-Dec.csv:0000000047\","
                + "\"event_time\":\"2019-12-01 12:00:05 UTC\",\"product_id\":5635096,"
                + "\"cents\":1030}]}");
  }

  @Test
  void whatIsWrittenIsByTheSchema() {
    assertThat(problems(encoded(1, "a \"text\" 日本", List.of(FIRST, SECOND)))).isEmpty();
    assertThat(problems(encoded(3, null, List.of(SECOND)))).isEmpty();
    assertThat(problems(encoded(2, "s", List.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"version\":1",
        "\"late\":true",
        "\"cents\":1292",
        "\"last_time\":\"2019-12-01 12:00:05 UTC\""
      })
  void theSchemaRefusesAnOrderThatLacksAField(String field) {
    String order = encoded(1, "s", List.of(FIRST, SECOND)).replaceFirst(field + ",", "");
    assertThat(problems(order)).hasSize(1);
  }

  private static List<String> problems(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
