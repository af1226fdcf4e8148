package io.shopfunnel.schema;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes events as the JSON that stands on Kafka: the CSV's field names in the CSV's order, then
 * {@code event_id}; a field that the shop left empty is absent. {@link JsonEventDecoder} reads just
 * this order fastest.
 *
 * <p>Not safe for use by several threads: make one for each.
 */
public final class JsonEventEncoder {
  static final byte[] EVENT_TIME = ascii("{\"event_time\":\"");
  static final byte[] EVENT_TYPE = ascii("\",\"event_type\":\"");
  static final byte[] PRODUCT_ID = ascii("\",\"product_id\":");
  static final byte[] CATEGORY_ID = ascii(",\"category_id\":");
  static final byte[] CATEGORY_CODE = ascii(",\"category_code\":\"");
  static final byte[] BRAND = ascii(",\"brand\":\"");
  static final byte[] PRICE = ascii(",\"price\":");
  static final byte[] USER_ID = ascii(",\"user_id\":");
  static final byte[] USER_SESSION = ascii(",\"user_session\":\"");
  static final byte[] EVENT_ID = ascii(",\"event_id\":\"");
  static final byte[] END = ascii("\"}");

  private byte[] buffer = new byte[512];
  private int length;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The event as UTF-8 JSON, in an array of its own. */
  public byte[] encode(ShopEvent event) {
    length = 0;
    append(EVENT_TIME).append(EventTime.format(event.eventTime()));
    append(EVENT_TYPE).append(event.type().wireName());
    append(PRODUCT_ID).append(Long.toString(event.productId()));
    append(CATEGORY_ID).append(Long.toString(event.categoryId()));
    String code = event.category().code();
    if (code != null) {
      append(CATEGORY_CODE).appendQuoted(code);
    }
    String brand = event.brand();
    if (brand != null) {
      append(BRAND).appendQuoted(brand);
    }
    if (event.priceCents() != ShopEvent.NO_PRICE) {
      append(PRICE).append(Price.format(event.priceCents()));
    }
    append(USER_ID).append(Long.toString(event.userId()));
    SessionId session = event.session();
    if (session != null) {
      append(USER_SESSION).appendEscaped(session.toString()).append("\"");
    }
    append(EVENT_ID).appendEscaped(event.id().toString()).append(END);
    return Arrays.copyOf(buffer, length);
  }

  private JsonEventEncoder appendQuoted(String text) {
    return appendEscaped(text).append("\"");
  }

  private JsonEventEncoder appendEscaped(String text) {
    if (isPlain(text)) {
      return append(text);
    }
    return append(JsonStringEncoder.getInstance().quoteAsUTF8(text));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("deprecation") // The cheapest way to copy a text known to be ASCII.
  private JsonEventEncoder append(String asciiText) {
    ensureRoom(asciiText.length());
    asciiText.getBytes(0, asciiText.length(), buffer, length);
    length += asciiText.length();
    return this;
  }

  private JsonEventEncoder append(byte[] bytes) {
    ensureRoom(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  private void ensureRoom(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
