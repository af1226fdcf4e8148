package io.shopfunnel.bench.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The same object by hand from Jackson's tokens, as one writes it who wants to be fast. */
final class StreamingReader {
  private final JsonFactory json = new JsonFactory();

  private String eventTime = "";
  private String eventType = "";
  private long productId;
  private long categoryId;
  private @Nullable String categoryCode;
  private @Nullable String brand;
  private @Nullable BigDecimal price;
  private long userId;
  private @Nullable String userSession;
  private String eventId = "";

  BoundEvent read(byte[] record) throws IOException {
    categoryCode = null;
    brand = null;
    price = null;
    userSession = null;
    try (JsonParser parser = json.createParser(record)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        take(parser);
      }
    }
    return new BoundEvent(
        eventTime,
        eventType,
        productId,
        categoryId,
        categoryCode,
        brand,
        price,
        userId,
        userSession,
        eventId);
  }

  private void take(JsonParser parser) throws IOException {
    String name = parser.currentName();
    parser.nextToken();
    switch (name) {
      case "event_time" -> eventTime = parser.getText();
      case "event_type" -> eventType = parser.getText();
      case "product_id" -> productId = parser.getLongValue();
      case "category_id" -> categoryId = parser.getLongValue();
      case "category_code" -> categoryCode = parser.getText();
      case "brand" -> brand = parser.getText();
      case "price" -> price = parser.getDecimalValue();
      case "user_id" -> userId = parser.getLongValue();
      case "user_session" -> userSession = parser.getText();
      case "event_id" -> eventId = parser.getText();
      default -> parser.skipChildren();
    }
  }
}
