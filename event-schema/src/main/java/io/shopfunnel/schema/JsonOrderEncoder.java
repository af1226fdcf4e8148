package io.shopfunnel.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes orders as the JSON that stands on Kafka; {@code shop-order.schema.json}, beside this
 * class, says what it looks like. Times are written as in events, for example {@code 2019-12-01
 * 00:00:00 UTC}.
 */
public final class JsonOrderEncoder {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonOrderEncoder() {}

  /** The order as UTF-8 JSON. */
  public static byte[] encode(ShopOrder order) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(order, json);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory takes whatever is written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(ShopOrder order, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("order_id", order.id().toString());
    json.writeNumberField("version", order.version());
    json.writeNumberField("user_id", order.userId());
    json.writeStringField("user_session", order.session());
    json.writeStringField("first_time", EventTime.format(order.firstTime()));
    json.writeStringField("last_time", EventTime.format(order.lastTime()));
    json.writeNumberField("cents", order.cents());
    json.writeBooleanField("late", order.late());
    json.writeArrayFieldStart("items");
    for (OrderItem item : order.items()) {
      write(item, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(OrderItem item, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("event_id", item.id().toString());
    json.writeStringField("event_time", EventTime.format(item.time()));
    json.writeNumberField("product_id", item.productId());
    json.writeNumberField("cents", item.cents());
    json.writeEndObject();
  }
}
